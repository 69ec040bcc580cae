import type { EhrOperation } from './ehr-call.ts';
import { Refusal, type Refusals } from './refusal.ts';

/** What codes are looked up in. */
export interface CodeSystemsGround {
  /** Whether a code system of the guides has a code; unknown of others. */
  membershipOf: (system: string, code: string) => Promise<'in' | 'out' | 'unknown'>;
  refusals: Refusals;
}

/** `CodeSystem/$lookup`: whether a system of the guides has a code. Of names the guides' compact form holds none. */
export function codeSystemOperations({ membershipOf, refusals }: CodeSystemsGround) {
  const lookUp: EhrOperation = async (call) => {
    const system = call.query.get('system');
    const code = call.query.get('code');
    if (!system || !code) throw refusals.of('EHR-ERR852');
    const membership = await membershipOf(system, code);
    if (membership === 'unknown') throw refusals.of('EHR-ERR885', system.slice(0, 200));
    if (membership === 'out') throw notThere(system, code);
    const parameter = [
      { name: 'url', valueUri: system },
      { name: 'code', valueCode: code },
      { name: 'name', valueString: system.split('/').at(-1) ?? system },
    ];
    return { status: 200, body: { resourceType: 'Parameters', parameter } };
  };
  return { lookUp };
}

function notThere(system: string, code: string): Refusal {
  const diagnostics = `Unable to find code[${code.slice(0, 100)}] in system[${system}]`;
  return new Refusal(404, [{ severity: 'error', code: 'processing', diagnostics }]);
}
