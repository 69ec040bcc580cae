import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  createDraftQueue,
  type DraftPatch,
  type DraftProblem,
  type DraftQueueOptions,
  joinPatches,
  type SaveAnswer,
} from './draft-queue.ts';

interface Call {
  readonly version: number;
  readonly patch: DraftPatch;
  readonly answer: (answer: SaveAnswer) => void;
}

/** A queue whose calls the test answers by hand. */
function bench(overrides: Partial<DraftQueueOptions> = {}) {
  const calls: Call[] = [];
  const saved: string[] = [];
  const refused: [string, DraftProblem][] = [];
  const pauses: (() => void)[] = [];
  const queue = createDraftQueue({
    version: 1,
    send: (version, patch) => new Promise((answer) => calls.push({ version, patch, answer })),
    pause: () => new Promise((resume) => pauses.push(resume)),
    now: () => new Date('2026-11-24T17:32:00Z'),
    onSaved: (fields) => saved.push(...fields),
    onRefused: (field, problem) => refused.push([field, problem]),
    fieldOf: (path, fields) => fields.find((field) => path.join('.').startsWith(field)),
    ...overrides,
  });
  async function answer(with_: SaveAnswer): Promise<void> {
    calls.at(-1)?.answer(with_);
    await new Promise((resolve) => setTimeout(resolve));
  }
  return { queue, calls, saved, refused, pauses, answer };
}

describe('the draft queue', () => {
  test('sends one call at a time and joins what is put meanwhile', async () => {
    const { queue, calls, saved, answer } = bench();
    queue.put('manager.name', { manager: { name: 'Ana Souza' } });
    queue.put('manager.email', { manager: { email: 'ana@example.org' } });
    queue.put('system.name', { system: { name: 'LIS' } });
    expect(calls).toHaveLength(1);
    expect(calls[0]).toMatchObject({ version: 1, patch: { manager: { name: 'Ana Souza' } } });
    await answer({ kind: 'saved', version: 2 });
    expect(calls[1]).toMatchObject({
      version: 2,
      patch: { manager: { email: 'ana@example.org' }, system: { name: 'LIS' } },
    });
    await answer({ kind: 'saved', version: 3 });
    await queue.settled();
    expect(saved).toEqual(['manager.name', 'manager.email', 'system.name']);
    expect(queue.state()).toMatchObject({ status: 'idle', pending: [], savedAt: new Date('2026-11-24T17:32:00Z') });
    expect(queue.version()).toBe(3);
  });

  test('a field put again while its first value is on the way is saved twice, and told once', async () => {
    const { queue, calls, saved, answer } = bench();
    queue.put('system.name', { system: { name: 'L' } });
    queue.put('system.name', { system: { name: 'LIS' } });
    await answer({ kind: 'saved', version: 2 });
    expect(saved).toEqual([]);
    expect(calls[1]?.patch).toEqual({ system: { name: 'LIS' } });
    await answer({ kind: 'saved', version: 3 });
    expect(saved).toEqual(['system.name']);
  });

  test('one refused field does not keep the others from being saved', async () => {
    const { queue, calls, saved, refused, answer } = bench();
    queue.put('origin', { origin: 'OTHER' });
    queue.put('manager.cpf', { manager: { cpf: '1' } });
    queue.put('manager.name', { manager: { name: 'Ana Souza' } });
    await answer({ kind: 'saved', version: 2 });
    const problem = { message: 'CPF inválido.', path: ['manager', 'cpf'] };
    await answer({ kind: 'refused', version: 2, problems: [problem] });
    expect(refused).toEqual([['manager.cpf', problem]]);
    expect(calls[2]).toMatchObject({ version: 2, patch: { manager: { name: 'Ana Souza' } } });
    await answer({ kind: 'saved', version: 3 });
    expect(saved).toEqual(['origin', 'manager.name']);
  });

  test('a refusal that names no field sent ends there instead of being sent for ever', async () => {
    const { queue, calls, refused, answer } = bench();
    queue.put('services', { services: [] });
    await answer({ kind: 'refused', version: 1, problems: [{ message: 'Não.', path: [] }] });
    await queue.settled();
    expect(calls).toHaveLength(1);
    expect(refused.map(([field]) => field)).toEqual(['services']);
  });

  test('overtaken by another tab, it saves its own field over the newer version', async () => {
    const { queue, calls, answer } = bench();
    queue.put('system.name', { system: { name: 'LIS' } });
    await answer({ kind: 'stale', version: 7 });
    expect(calls[1]).toMatchObject({ version: 7, patch: { system: { name: 'LIS' } } });
    await answer({ kind: 'saved', version: 8 });
    await queue.settled();
  });

  test('keeps what it has while the Portal is out of reach, and settles so that a submit need not wait', async () => {
    const { queue, calls, pauses, answer } = bench();
    queue.put('system.name', { system: { name: 'LIS' } });
    await answer({ kind: 'unreachable' });
    await queue.settled();
    expect(queue.state()).toMatchObject({ status: 'waiting', pending: ['system.name'] });
    pauses[0]?.();
    await new Promise((resolve) => setTimeout(resolve));
    expect(calls).toHaveLength(2);
    await answer({ kind: 'saved', version: 2 });
    expect(queue.state()).toMatchObject({ status: 'idle', pending: [] });
  });

  test('sends nothing more once the request is closed, and still knows what is missing', async () => {
    const { queue, calls, answer } = bench();
    queue.put('system.name', { system: { name: 'LIS' } });
    await answer({ kind: 'closed', message: 'Já foi enviada.' });
    queue.put('origin', { origin: 'OTHER' });
    await queue.settled();
    expect(calls).toHaveLength(1);
    expect(queue.state()).toMatchObject({
      status: 'closed',
      closedBecause: 'Já foi enviada.',
      pending: ['system.name', 'origin'],
    });
  });

  test('overtaken again and again it takes breath, longer each time, and begins anew once something is saved', async () => {
    const attempts: number[] = [];
    const resumes: (() => void)[] = [];
    const { queue, calls, answer } = bench({
      pause: (attempt) => {
        attempts.push(attempt);
        return new Promise((resume) => resumes.push(resume));
      },
    });
    queue.put('system.name', { system: { name: 'LIS' } });
    for (let time = 0; time < 4; time++) {
      expect(queue.state().status).toBe('saving');
      await answer({ kind: 'stale', version: 7 + time });
    }
    expect([calls.length, attempts, queue.state().status]).toEqual([4, [1], 'waiting']);
    resumes.shift()?.();
    await new Promise((resolve) => setTimeout(resolve));
    expect(queue.state().status).toBe('waiting');
    await answer({ kind: 'unreachable' });
    expect(attempts).toEqual([1, 2]);
    resumes.shift()?.();
    await new Promise((resolve) => setTimeout(resolve));
    queue.put('origin', { origin: 'OTHER' });
    await answer({ kind: 'saved', version: 12 });
    expect(queue.state()).toMatchObject({ status: 'saving', pending: ['origin'] });
    for (let time = 0; time < 3; time++) await answer({ kind: 'stale', version: 13 });
    expect(queue.state().status).toBe('saving');
    await answer({ kind: 'unreachable' });
    expect(attempts).toEqual([1, 2, 1]);
  });

  test('settles only when nothing is left, and at once where nothing is', async () => {
    const { queue, answer } = bench();
    await queue.settled();
    queue.put('origin', { origin: 'OTHER' });
    let settled = false;
    const waiting = queue.settled().then(() => {
      settled = true;
    });
    queue.put('system.name', { system: { name: 'LIS' } });
    await answer({ kind: 'saved', version: 2 });
    expect(settled).toBe(false);
    await answer({ kind: 'saved', version: 3 });
    await waiting;
  });

  test('tells who listens, and nobody who stopped; what is dropped before its turn is not sent', async () => {
    const { queue, calls, answer } = bench();
    const seen: string[][] = [];
    const stop = queue.subscribe(() => seen.push([...queue.state().pending]));
    queue.put('origin', { origin: 'OTHER' });
    queue.put('system.name', { system: { name: 'LIS' } });
    expect(seen.at(-1)).toEqual(['origin', 'system.name']);
    queue.drop('system.name');
    expect(seen.at(-1)).toEqual(['origin']);
    const before = seen.length;
    queue.drop('system.name');
    expect(seen).toHaveLength(before);
    stop();
    await answer({ kind: 'saved', version: 2 });
    expect([seen.length, calls.length]).toEqual([before, 1]);
  });

  test('what is refused without a word is told all the same, and what was put anew meanwhile is sent', async () => {
    const { queue, calls, refused, answer } = bench();
    queue.put('origin', { origin: 'X' });
    queue.put('origin', { origin: 'OTHER' });
    await answer({ kind: 'refused', version: 4, problems: [] });
    expect(refused).toEqual([['origin', { message: 'Não foi possível salvar este campo.', path: [] }]]);
    expect(calls[1]).toMatchObject({ version: 4, patch: { origin: 'OTHER' } });
  });

  test('what is put by who hears of the last answer is sent as well', async () => {
    let queue: ReturnType<typeof createDraftQueue> | undefined;
    const opened = bench({ onSaved: (fields) => fields.includes('a') && queue?.put('b', { b: 1 }) });
    queue = opened.queue;
    queue.put('a', { a: 1 });
    await opened.answer({ kind: 'saved', version: 2 });
    expect(opened.calls[1]).toMatchObject({ version: 2, patch: { b: 1 } });
    queue.moveTo(9);
    expect(queue.version()).toBe(9);
  });

  test('joins groups key by key, and replaces all else', () => {
    expect(
      joinPatches({ a: { x: 1, y: 1 }, b: [1], c: { x: 1 }, d: null }, { a: { y: 2 }, b: [2], c: null, d: { z: 1 } }),
    ).toEqual({ a: { x: 1, y: 2 }, b: [2], c: null, d: { z: 1 } });
    expect(joinPatches({ a: { x: 1 }, b: [1] }, { a: [2], b: { y: 1 } })).toEqual({ a: [2], b: { y: 1 } });
  });

  test('whatever the order of answers, the last value of each field is what the Portal holds, and versions never race', async () => {
    const step = fc.record({
      field: fc.constantFrom('a', 'b', 'c'),
      value: fc.nat(9),
      answer: fc.constantFrom('saved', 'stale', 'unreachable', 'none'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        let version = 1;
        let held: DraftPatch = {};
        let underWay = 0;
        const waiting: { answer: (answer: SaveAnswer) => void; version: number; patch: DraftPatch }[] = [];
        const { queue } = bench({
          pause: async () => {},
          send: (named, patch) => {
            underWay += 1;
            expect(underWay).toBe(1);
            return new Promise((answer) => waiting.push({ answer, version: named, patch }));
          },
        });
        async function reply(kind: string): Promise<void> {
          const call = waiting.shift();
          if (call === undefined) return;
          underWay -= 1;
          if (kind === 'unreachable') call.answer({ kind });
          else if (kind === 'stale') {
            version += 1;
            call.answer({ kind, version });
          } else {
            expect(call.version).toBe(version);
            version += 1;
            held = joinPatches(held, call.patch);
            call.answer({ kind: 'saved', version });
          }
          await new Promise((resolve) => setTimeout(resolve));
        }
        const wanted: Record<string, number> = {};
        for (const { field, value, answer } of steps) {
          wanted[field] = value;
          queue.put(field, { [field]: value });
          if (answer !== 'none') await reply(answer);
        }
        while (waiting.length > 0) await reply('saved');
        expect(held).toEqual(wanted);
        expect(queue.state().pending).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
