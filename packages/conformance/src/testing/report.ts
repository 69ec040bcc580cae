import { type ConformanceReport, type CoveredRequirement, REPORT_FORMAT } from '../report.ts';

const AT = '2026-11-29T13:00:00.000Z';

/** A report of a run that is complete, as one of RIA-R might be. */
export function testReport(facts: Partial<ConformanceReport> = {}): ConformanceReport {
  const id = facts.id ?? '01990000-0000-7000-8000-000000000001';
  return {
    format: REPORT_FORMAT,
    id,
    verifyUrl: `https://portal.example/verificar/${id}`,
    issuedAt: AT,
    validUntil: '2027-11-29T13:00:00.000Z',
    run: {
      id: '01990000-0000-7000-8000-000000000002',
      suite: { id: 'ria-r', version: '1.0.0', hash: 'ab'.repeat(32), title: 'Registro de imunobiológico (RIA-R)' },
      connector: 'clinica/2.1.0',
      openedAt: '2026-11-28T13:00:00.000Z',
      completedAt: AT,
      calls: 34,
    },
    judge: ['br.gov.saude.ria.fhir 1.0.0-release'],
    credential: {
      id: '01990000-0000-7000-8000-000000000003',
      requesterIdentifier: '100001',
      systemName: 'Clínica São João',
      uf: 'GO',
      cnes: ['2337991'],
      certificateSha256: 'cd'.repeat(32),
    },
    prints: {
      validation: {
        callId: '01990000-0000-7000-8000-000000000004',
        documentKind: 'RIA-R',
        guide: 'br.gov.saude.ria.fhir 1.0.0-release',
        findings: 0,
      },
      creation: {
        callId: '01990000-0000-7000-8000-000000000004',
        at: AT,
        status: 201,
        headers: { location: 'https://ehr.example/api/fhir/r4/Bundle/1', 'content-type': 'application/fhir+json' },
      },
      bundle: {
        callId: '01990000-0000-7000-8000-000000000004',
        json: JSON.stringify({ resourceType: 'Bundle', type: 'document', entry: [{ resource: { id: '•••' } }] }),
      },
    },
    coverage: [testRequirement()],
    ...facts,
  };
}

/** A requirement of it, tested and met unless told. */
export function testRequirement(facts: Partial<CoveredRequirement> = {}): CoveredRequirement {
  return {
    id: 'token.reuse',
    title: 'Um token serve a muitas chamadas',
    severity: 'REQUIRED',
    source: 'https://rnds-guia.saude.gov.br/docs/publico-alvo/ti/autenticacao',
    outcome: 'PASSED',
    notTested: null,
    declaration: null,
    override: null,
    steps: [
      {
        id: 'token.reuse/three-calls',
        title: 'Três chamadas com o mesmo token',
        outcome: 'PASSED',
        tries: 1,
        why: null,
        calls: [
          {
            id: '01990000-0000-7000-8000-000000000004',
            as: 'creation',
            at: AT,
            method: 'POST',
            operation: 'create-document',
            status: 201,
            codes: [],
            fault: null,
          },
        ],
      },
    ],
    ...facts,
  };
}
