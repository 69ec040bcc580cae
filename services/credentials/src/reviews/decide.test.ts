import { afterAll, describe, expect, it } from 'vitest';
import { attach, pdf } from '../testing/attach.ts';
import { Journey, type SeenRequest, wholeForm } from '../testing/journey.ts';
import { ana, clara, davi, elis } from '../testing/people.ts';
import { startService } from '../testing/service.ts';

const service = await startService();
const journey = new Journey(service);
afterAll(() => service[Symbol.asyncDispose]());

async function codes(answer: ReturnType<Journey['act']>): Promise<string[]> {
  return (await answer).problems.map(({ code, path }) => `${code} ${path?.join('.') ?? ''}`.trim());
}

async function resubmit(request: SeenRequest, fields: object = {}): Promise<SeenRequest> {
  return journey.done(journey.act(ana, 'submit', await journey.done(journey.update(ana, request, fields))));
}

describe('the reasons of a decision', () => {
  const text = 'Veja o manual.';

  it.each<[told: string, reasons: object[]]>([
    ['REQUIRED reasons', []],
    ['INVALID reasons.0.code', [{ code: 'TALVEZ', message: text }]],
    ['INVALID reasons.0.code', [{ code: 'EVIDENCE_INSUFFICIENT', message: text }]],
    ['REQUIRED reasons.0.message', [{ code: 'OTHER', message: ' ' }]],
    ['INVALID reasons.0.message', [{ code: 'OTHER', message: 'x'.repeat(1_001) }]],
    [
      'INVALID reasons.1.path',
      [
        { code: 'OTHER', message: text },
        { code: 'MANAGER_DATA', path: 'manager.rg', message: text },
      ],
    ],
    ['INVALID reasons.0.path', [{ code: 'IP_NOT_JUSTIFIED', path: 'system.ipRanges.1', message: text }]],
    ['INVALID reasons.0.path', [{ code: 'OTHER', path: 'checklist.nada', message: text }]],
    ['INVALID reasons.0.path', [{ code: 'OTHER', path: 'evidence.1', message: text }]],
    ['REQUIRED reasons.0.path', [{ code: 'EVIDENCE_PERSONAL_DATA', message: text }]],
    ['INVALID reasons.0.path', [{ code: 'EVIDENCE_PERSONAL_DATA', path: 'manager.cpf', message: text }]],
  ])('%s', async (told, reasons) => {
    const request = await journey.inReview();
    for (const verb of ['requestChanges', 'rejectAccessRequest'] as const) {
      expect(await codes(journey.refuse(clara, verb, request, reasons))).toEqual([told]);
    }
    expect(await journey.read(ana, request.id)).toMatchObject({ state: 'IN_REVIEW', version: request.version });
  });

  it('stand in the history as the integrator reads them', async () => {
    const request = await journey.inReview();
    const reasons = [
      { code: 'IP_NOT_JUSTIFIED', path: 'system.ipRanges.0', message: 'De quem é este IP?' },
      { code: 'OTHER', path: 'checklist.titular', message: text },
      { code: 'MANAGER_DATA', path: null, message: text },
    ];
    await journey.done(journey.refuse(clara, 'requestChanges', request, reasons));
    const fields =
      'reviewer { id } previousReviewer { name } dueAt history { actor action from to reasons { code path message } }';
    const seen = await journey.read<{ history: object[] }>(ana, request.id, fields);
    expect(seen).toMatchObject({ reviewer: null, previousReviewer: { name: clara.name }, dueAt: null });
    expect(seen?.history.at(-1)).toEqual({
      actor: clara.name,
      action: 'REQUEST_CHANGES',
      from: 'IN_REVIEW',
      to: 'CHANGES_REQUESTED',
      reasons,
    });
  });
});

describe('approving', () => {
  it('names the warnings that must be accepted', async () => {
    const draft = await journey.done(journey.create(ana));
    const told = {
      establishmentCnes: '7654321',
      establishment: { name: 'Posto Novo', uf: 'PB', municipality: 'Sousa' },
    };
    const filled = await journey.done(journey.update(ana, draft, { ...wholeForm('Posto'), ...told }));
    const sent = await journey.done(journey.act(ana, 'submit', filled));
    const { id, version } = await journey.done(journey.act(clara, 'claim', sent));
    expect(await codes(journey.act(clara, 'approve', { id, version }))).toEqual(['NOT_ALLOWED establishment']);
    const approve = (acceptedWarnings: string[]) =>
      journey.mutate(
        clara,
        'approveAccessRequest',
        '$id: ID!, $version: Int!, $acceptedWarnings: [WarningCode!], $message: String',
        { id, version, acceptedWarnings, message: 'Bons testes!' },
      );
    expect(await codes(approve(['IP_ANY']))).toEqual(['NOT_ALLOWED establishment']);
    await journey.done(approve(['ESTABLISHMENT_UNVERIFIED']));
    const warnings = [
      { code: 'ESTABLISHMENT_UNVERIFIED', acceptedBy: { name: clara.name }, acceptedAt: expect.any(String) },
    ];
    for (const person of [ana, davi]) {
      const fields = 'warnings { code acceptedBy { name } acceptedAt } reviewer { name } decidedAt history { message }';
      const seen = await journey.read<{ history: object[] }>(person, id, fields);
      expect(seen).toMatchObject({ warnings, reviewer: { name: clara.name }, decidedAt: expect.any(String) });
      expect(seen?.history.at(-1)).toEqual({ message: 'Bons testes!' });
    }
  });

  it('two claims at once: one holds it', async () => {
    const sent = await journey.submitted();
    const answers = await Promise.all([clara, davi].map((person) => journey.act(person, 'claim', sent)));
    expect(answers.map(({ problems }) => problems[0]?.code ?? 'done').sort()).toEqual(['STALE_VERSION', 'done']);
  });

  it('two approvals at once issue one credential', async () => {
    const claimed = await journey.inReview();
    const answers = await Promise.all([1, 2].map(() => journey.act(clara, 'approve', claimed)));
    expect(answers.map(({ problems }) => problems[0]?.code ?? 'done').sort()).toEqual(['STALE_VERSION', 'done']);
    expect(new Set(answers.map(({ accessRequest }) => accessRequest?.credential?.id)).size).toBe(1);
  });

  it('with four eyes takes two people, and waits in the queue in between', async () => {
    const claimed = await journey.inReview(clara, ana, 'cadsus');
    const first = await journey.done(journey.act(clara, 'approve', claimed));
    expect(first).toMatchObject({ state: 'SUBMITTED', credential: null, version: claimed.version + 1 });
    const fields = 'approvals { reviewer { name } } reviewer { name } previousReviewer { name } dueAt decidedAt';
    expect(await journey.read(ana, claimed.id, fields)).toEqual({
      approvals: [{ reviewer: { name: clara.name } }],
      reviewer: null,
      previousReviewer: { name: clara.name },
      dueAt: expect.any(String),
      decidedAt: null,
    });
    const again = await journey.done(journey.act(clara, 'claim', first));
    expect(again.allowedActions).not.toContain('APPROVE');
    expect(await journey.act(clara, 'approve', again)).toMatchObject({
      problems: [
        { code: 'NOT_ALLOWED', message: 'Você já aprovou esta solicitação. A segunda aprovação é de outra pessoa.' },
      ],
    });
    const released = await journey.done(journey.act(clara, 'release', again));
    const second = await journey.done(journey.act(davi, 'claim', released));
    expect(await journey.done(journey.act(davi, 'approve', second))).toMatchObject({
      state: 'APPROVED',
      credential: { id: expect.any(String) },
    });
    const approved = { action: 'APPROVE', from: 'IN_REVIEW' };
    expect(
      await journey.read(ana, claimed.id, 'approvals { reviewer { name } } history { action from to actor }'),
    ).toEqual({
      approvals: [clara, davi].map(({ name }) => ({ reviewer: { name } })),
      history: expect.arrayContaining([
        { ...approved, to: 'SUBMITTED', actor: clara.name },
        { ...approved, to: 'APPROVED', actor: davi.name },
      ]),
    });
  });

  it('with four eyes begins anew after changes', async () => {
    const claimed = await journey.inReview(clara, ana, 'cadsus');
    const first = await journey.done(journey.act(clara, 'approve', claimed));
    const second = await journey.done(journey.act(davi, 'claim', first));
    const back = await journey.done(journey.refuse(davi, 'requestChanges', second));
    const sent = await resubmit(back);
    const held = await journey.done(journey.act(clara, 'claim', sent));
    expect(await journey.done(journey.act(clara, 'approve', held))).toMatchObject({ state: 'SUBMITTED' });
  });
});

describe('while changes are asked for', () => {
  it('reviewers read the last submission, not the work in progress', async () => {
    const fields = `system { name ipRanges } manager { phone } evidence { fileName requirements { id } }
      changedSinceLastSubmission history { action }`;
    const draft = await journey.draft(ana, 'cnes');
    const kept = await attach(service, ana, draft.id, pdf('primeira'), ['titular']);
    const gone = await attach(service, ana, draft.id, pdf('segunda'));
    const claimed = await journey.done(
      journey.act(clara, 'claim', await journey.done(journey.act(ana, 'submit', draft))),
    );
    const submitted = await journey.read(clara, draft.id, fields);
    const back = await journey.done(journey.refuse(clara, 'requestChanges', claimed));
    await journey.done(journey.update(ana, back, { system: { name: 'Outro nome' }, manager: { phone: '6233334444' } }));
    const added = await attach(service, ana, draft.id, pdf('terceira'));
    await journey.mutate(ana, 'removeEvidence', '$id: ID!', { id: gone.id });
    await journey.mutate(ana, 'labelEvidence', '$id: ID!, $requirements: [String!]!', {
      id: kept.id,
      requirements: [],
    });
    for (const person of [clara, elis]) {
      const seen = await journey.read<{ history: { action: string }[] }>(person, draft.id, fields);
      expect({ ...seen, history: [] }).toEqual({ ...submitted, history: [] });
      expect(seen?.history.map(({ action }) => action).slice(-2)).toEqual(['CLAIM', 'REQUEST_CHANGES']);
    }
    const own = await journey.read<{ changedSinceLastSubmission: string[][] }>(ana, draft.id, fields);
    const changed = [
      ['manager', 'phone'],
      ['system', 'name'],
      ['evidence', added.id],
      ['evidence', gone.id],
      ['checklist', 'titular'],
    ];
    expect(own?.changedSinceLastSubmission).toEqual(changed);
    await journey.done(journey.act(ana, 'submit', { id: draft.id, version: back.version + 1 }));
    for (const person of [ana, clara]) {
      const seen = await journey.read<object>(person, draft.id, fields);
      expect(seen).toMatchObject({
        system: { name: 'Outro nome' },
        changedSinceLastSubmission: changed,
        evidence: [{ fileName: 'evidência.pdf', requirements: [] }, {}],
      });
    }
  });

  it('a request given up shows reviewers what was last submitted', async () => {
    const back = await journey.changesRequested();
    const mended = await journey.done(journey.update(ana, back, { system: { name: 'Nunca enviado' } }));
    await journey.done(journey.act(ana, 'cancel', mended));
    expect(await journey.read(clara, back.id, 'state system { name }')).toEqual({
      state: 'CANCELLED',
      system: { name: back.system.name },
    });
  });

  it('verdicts stay, except those whose evidence changed', async () => {
    const draft = await journey.productionDraft();
    await attach(service, ana, draft.id, pdf('a saída'), ['saida']);
    const claimed = await journey.done(
      journey.act(clara, 'claim', await journey.done(journey.act(ana, 'submit', draft))),
    );
    expect(await codes(journey.assess(clara, claimed.id, 'nada'))).toEqual(['INVALID requirement']);
    expect(await codes(journey.assess(clara, claimed.id, 'entrada', 'PROVEN', 'x'.repeat(1_001)))).toEqual([
      'INVALID note',
    ]);
    await journey.done(journey.assess(clara, claimed.id, 'entrada', 'MISSING'));
    await journey.done(journey.assess(clara, claimed.id, 'entrada', 'PROVEN', 'Confere.'));
    const marked = await journey.done(
      journey.assess(clara, claimed.id, 'saida', 'DOUBTFUL', 'Falta a resposta.', 'Perguntar à RNDS.'),
    );
    expect(marked.version).toBe(claimed.version);
    const fields = 'checklist { requirement { id } verdict note evidence { id } }';
    const entrada = {
      requirement: { id: 'cnes-p-entrada' },
      verdict: 'PROVEN',
      note: 'Confere.',
      evidence: [{ id: expect.any(String) }],
    };
    const saida = { requirement: { id: 'cnes-p-saida' }, verdict: 'DOUBTFUL', note: 'Falta a resposta.' };
    const unseen = { verdict: null, note: null };
    expect(await journey.read(davi, claimed.id, fields)).toMatchObject({ checklist: [entrada, saida] });
    expect(await journey.read(ana, claimed.id, fields)).toMatchObject({ checklist: [unseen, unseen] });
    expect(await journey.read(davi, claimed.id, 'checklist { internalNote { text author { name } } }')).toEqual({
      checklist: [
        { internalNote: null },
        { internalNote: { text: 'Perguntar à RNDS.', author: { name: expect.stringContaining('Clara') } } },
      ],
    });
    const marks = {
      assessedBy: { name: expect.stringContaining('Clara') },
      assessedAt: expect.stringMatching(/^2026-/),
    };
    expect(await journey.read(davi, claimed.id, 'checklist { assessedBy { name } assessedAt }')).toEqual({
      checklist: [marks, marks],
    });
    const back = await journey.done(journey.refuse(clara, 'requestChanges', claimed));
    expect(await journey.read(ana, claimed.id, fields)).toMatchObject({ checklist: [entrada, saida] });
    await attach(service, ana, draft.id, pdf('a resposta'), ['saida']);
    await resubmit(back);
    const unmarked = { ...unseen, evidence: [{}, {}] };
    expect(await journey.read(davi, claimed.id, fields)).toMatchObject({ checklist: [entrada, unmarked] });
    expect(await journey.read(ana, claimed.id, fields)).toMatchObject({ checklist: [unseen, unmarked] });
  });
});

describe('evidence with personal data', () => {
  it('is unreadable to all from the decision on; name, hash and reason stay in the history', async () => {
    const draft = await journey.productionDraft();
    const shown = await attach(service, ana, draft.id, pdf('um paciente real'));
    const claimed = await journey.done(
      journey.act(davi, 'claim', await journey.done(journey.act(ana, 'submit', draft))),
    );
    const reason = { code: 'EVIDENCE_PERSONAL_DATA', path: `evidence.${shown.id}`, message: 'Mostra um paciente.' };
    await journey.done(journey.refuse(davi, 'requestChanges', claimed, [reason]));
    for (const person of [ana, davi]) {
      const fields = 'evidence { id } history { action message evidence { fileName sha256 } }';
      const seen = await journey.read<{ evidence: { id: string }[]; history: { action: string }[] }>(
        person,
        draft.id,
        fields,
      );
      expect(seen?.evidence.map(({ id }) => id)).not.toContain(shown.id);
      expect(seen?.history.map(({ action }) => action).slice(-2)).toEqual(['ERASE_EVIDENCE', 'REQUEST_CHANGES']);
      expect(seen?.history.filter(({ action }) => action === 'ERASE_EVIDENCE')).toEqual([
        {
          action: 'ERASE_EVIDENCE',
          message: 'Mostra um paciente.',
          evidence: { fileName: 'evidência.pdf', sha256: expect.stringMatching(/^[\da-f]{64}$/) },
        },
      ]);
    }
  });
});

describe('personal data', () => {
  it('the CPF is whole for the owner and the holder of the claim, masked for all others', async () => {
    const sent = await journey.submitted();
    const cpf = async (person: typeof ana) =>
      (await journey.read<{ manager: { cpf: string } }>(person, sent.id, 'manager { cpf }'))?.manager.cpf;
    expect([await cpf(ana), await cpf(clara), await cpf(elis)]).toEqual([
      '52998224725',
      '***.982.247-**',
      '***.982.247-**',
    ]);
    const claimed = await journey.done(journey.act(clara, 'claim', sent));
    expect([await cpf(clara), await cpf(davi), await cpf(elis)]).toEqual([
      '52998224725',
      '***.982.247-**',
      '***.982.247-**',
    ]);
    await journey.done(journey.act(clara, 'approve', claimed));
    expect([await cpf(ana), await cpf(clara)]).toEqual(['52998224725', '***.982.247-**']);
  });
});
