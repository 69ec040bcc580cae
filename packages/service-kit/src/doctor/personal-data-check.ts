import type { KeyRing } from '../personal-data/key-ring.ts';
import { ask } from './database-checks.ts';
import type { Check, Finding } from './examine.ts';

/** Whether what is held of people is sealed, and by keys that the configuration has. */
export function personalDataCheck(url: string, ring: KeyRing): Check {
  return { name: 'personal data', look: () => lookAtKeys(url, ring) };
}

async function lookAtKeys(url: string, ring: KeyRing): Promise<Finding> {
  const [state] = await ask<{ on: boolean; done: boolean }>(
    url,
    'select since is not null as on, done_at is not null as done from personal_sealing',
  );
  const wrappers = await ask<{ name: string; keys: number }>(
    url,
    `select split_part(wrapped, ':', 1) as name, count(*)::int as keys from personal_key group by 1 order by 1`,
  );
  const unknown = wrappers.filter(({ name }) => !ring.has(name)).map(({ name }) => name);
  if (unknown.length > 0) {
    return {
      verdict: 'wrong',
      said: `keys of people are wrapped by ${unknown.join(', ')}, which PERSONAL_DATA_KEYS does not have`,
      mend: 'What they seal cannot be read: add the key again, at the end of the list.',
    };
  }
  if (!state?.on) {
    return {
      verdict: 'look',
      said: 'CPF, telephone and e-mail are written as plain text',
      mend: 'Once no instance of an older version runs, run `seal-personal-data`: docs/operation.md.',
    };
  }
  if (!state.done) {
    return {
      verdict: 'look',
      said: 'what is written is sealed, but whether all that was plain text is, nobody noted',
      mend: 'Run `seal-personal-data` to its end: docs/operation.md.',
    };
  }
  const older = wrappers.filter(({ name }) => name !== ring.current);
  if (older.length === 0) return { verdict: 'ok', said: `sealed, by keys that "${ring.current}" wraps` };
  return {
    verdict: 'look',
    said: `${older.reduce((sum, { keys }) => sum + keys, 0)} keys are still wrapped by ${older.map(({ name }) => name).join(', ')}`,
    mend: 'Run `rewrap-personal-keys` before that key is taken away.',
  };
}
