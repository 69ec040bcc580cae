import type { ReviewRequest } from './fields.ts';

/** A request as the graph gives it, whole; a test changes what it is about. */
export function requestForTests(change: Partial<ReviewRequest> = {}): ReviewRequest {
  return {
    id: '0190-1',
    protocol: '2026-0000123-4',
    environment: 'PRODUCTION',
    state: 'IN_REVIEW',
    version: 7,
    submittedAt: '2026-11-20T12:00:00.000Z',
    dueAt: '2026-11-23T12:00:00.000Z',
    createdAt: '2026-11-19T12:00:00.000Z',
    decidedAt: null,
    acceptedTermsAt: '2026-11-20T11:59:00.000Z',
    submissions: 1,
    messageCount: 0,
    unreadMessages: 0,
    conversation: 'OPEN',
    conversationEndsAt: null,
    messageSide: 'REVIEWERS',
    mayWriteMessages: true,
    changedSinceLastSubmission: [],
    previousSubmission: null,
    origin: 'OTHER',
    requester: { name: 'Ana Souza', email: 'ana@example.org', assuranceLevel: 'GOLD' },
    portfolio: { slug: 'rnds', name: 'RNDS' },
    services: [{ slug: 'rel', name: 'Resultado de exame', kind: 'API' }],
    establishment: {
      cnes: '2337991',
      cnpj: null,
      name: 'Laboratório Rômulo Rocha',
      uf: 'GO',
      municipality: 'Goiânia',
      verified: true,
    },
    childEstablishments: [],
    manager: { name: 'Maria Lima', cpf: '12345678909', email: 'maria@example.org', phone: '62998765432' },
    certificate: null,
    system: {
      id: 's1',
      name: 'LIS',
      description: 'Sistema de laboratório que envia resultados.',
      vendor: null,
      database: null,
      webApplication: true,
      ipRanges: ['200.1.2.3/32', '200.1.3.0/24'],
      monthlyVolume: 12000,
      integratesWith: [],
    },
    homologationCredential: null,
    replaces: null,
    credential: null,
    warnings: [],
    evidence: [
      {
        id: 'e1',
        fileName: 'bundle.pdf',
        mediaType: 'application/pdf',
        size: 1000,
        sha256: 'aa',
        uploadedAt: '2026-11-20T11:00:00.000Z',
        scan: 'CLEAN',
        downloadUrl: '/evidence/e1',
        requirements: [{ id: 'r1', code: 'BUNDLE' }],
      },
    ],
    checklist: [
      {
        description: 'O Bundle enviado',
        requirement: { id: 'r1', code: 'BUNDLE', description: 'O Bundle, como se diz hoje' },
        evidence: [{ id: 'e1' }],
        verdict: null,
        note: null,
        internalNote: null,
        assessedBy: null,
        assessedAt: null,
      },
    ],
    history: [],
    reviewer: { id: 'clara of it', personId: 'clara', name: 'Clara' },
    previousReviewer: null,
    approvals: [],
    needsSecondApproval: false,
    ruleDecision: null,
    allowedActions: ['APPROVE', 'REQUEST_CHANGES', 'REJECT', 'RELEASE'],
    ...change,
  };
}

type Previous = NonNullable<ReviewRequest['previousSubmission']>;

/** What was sent before it, which said the same; a test changes what it is about. */
export function previousForTests(change: Partial<Previous> = {}): Previous {
  const { origin, acceptedTermsAt, services, establishment, childEstablishments, manager, certificate, system } =
    requestForTests();
  if (!system) throw new Error('a request for tests has a system');
  const { id: _, ...described } = system;
  return {
    origin,
    acceptedTermsAt,
    services,
    establishment,
    childEstablishments,
    manager,
    certificate,
    system: described,
    evidence: [],
    ...change,
  };
}
