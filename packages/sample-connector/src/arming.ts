import { createInterface } from 'node:readline/promises';
import { FAULT_KIND_LABELS, type FaultKind } from '@portal/domain';
import type { Stage } from './scenarios.ts';

/** Who has faults done: the portal's API, or whoever sits before the page of tests. */
export type Arming = Pick<Stage, 'arm' | 'disarm'>;

const MUTATIONS = {
  armHomologationFault:
    'mutation Arm($input: ArmFaultInput!) { armHomologationFault(input: $input) { problems { message } } }',
  disarmHomologationFaults:
    'mutation Disarm($input: DisarmFaultsInput!) { disarmHomologationFaults(input: $input) { problems { message } } }',
};

/** Through the API, with an access token that may write credentials. */
export function armThroughApi(portalUrl: string, accessToken: string, credentialId: string): Arming {
  const ask = async (mutation: keyof typeof MUTATIONS, input: object) => {
    const response = await fetch(`${portalUrl}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${accessToken}` },
      body: JSON.stringify({ query: MUTATIONS[mutation], variables: { input } }),
    });
    const { data, errors } = (await response.json()) as Answered;
    const problem = errors?.[0] ?? data?.[mutation]?.problems[0];
    if (problem) throw new Error(problem.message);
  };
  return {
    arm: (kind, calls) => ask('armHomologationFault', { credentialId, kind, calls }),
    disarm: () => ask('disarmHomologationFaults', { credentialId }),
  };
}

interface Answered {
  data?: Record<string, { problems: { message: string }[] } | null> | null;
  errors?: { message: string }[];
}

/** By hand: it is asked for, and waited until it is done. */
export function armByHand(): Arming {
  return {
    arm: (kind: FaultKind, calls: number) =>
      asked(`Arme na página de testes: “${FAULT_KIND_LABELS[kind]}”, para ${calls} chamada(s). Depois tecle Enter. `),
    disarm: () => asked('Desarme as falhas na página de testes. Depois tecle Enter. '),
  };
}

async function asked(what: string): Promise<void> {
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  try {
    await lines.question(what);
  } finally {
    lines.close();
  }
}
