import type { RulesCopy, Submission } from '../requests/content.ts';

/**
 * Whether a reason's path names something of this submission: a field of UpdateAccessRequestInput, an item of a list that
 * is there, a piece of evidence, a requirement.
 */
export function isKnownPath(path: string, submission: Submission, rules: RulesCopy): boolean {
  const [head = '', ...rest] = path.split('.');
  if (head === 'evidence')
    return (
      rest.length === 0 ||
      isOneOf(
        rest,
        submission.evidence.map(({ id }) => id),
      )
    );
  // A requirement's code may have dots of its own.
  if (head === 'checklist') return rules.requirements.some(({ code }) => code === rest.join('.'));
  const list = LISTS.get(path.replace(/\.\d+$/, ''))?.(submission);
  if (list) return !/\.\d+$/.test(path) || isPosition(path.slice(path.lastIndexOf('.') + 1), list.length);
  return FIELDS.has(path);
}

/** The id of the evidence that a path names, if it names one of this submission. */
export function evidenceOf(path: string | null, submission: Submission): string | undefined {
  return submission.evidence.find(({ id }) => path === `evidence.${id}`)?.id;
}

// A map, for the paths come from outside: an object has names that nobody gave it.
const LISTS = new Map<string, (submission: Submission) => readonly unknown[]>([
  ['childEstablishments', ({ childEstablishments }) => childEstablishments],
  ['services', ({ services }) => services],
  ['system.ipRanges', ({ system }) => system.ipRanges],
  ['system.integratesWith', ({ system }) => system.integratesWith],
]);

const FIELDS = new Set([
  'origin',
  'establishmentCnes',
  'establishmentCnpj',
  'establishment',
  'establishment.name',
  'establishment.uf',
  'establishment.municipality',
  'manager',
  'manager.name',
  'manager.cpf',
  'manager.email',
  'manager.phone',
  'certificatePem',
  'system',
  'system.name',
  'system.description',
  'system.vendor',
  'system.database',
  'system.webApplication',
  'system.monthlyVolume',
  'acceptedTerms',
]);

function isPosition(text: string, length: number): boolean {
  return String(Number(text)) === text && Number(text) < length;
}

function isOneOf(rest: readonly string[], ids: readonly string[]): boolean {
  return rest.length === 1 && ids.includes(rest[0] ?? '');
}
