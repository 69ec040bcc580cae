import type { Argument, Reference } from './reference.ts';
import { isRequired } from './way-to.ts';

/** What one would really write, by the name of what is asked for. */
const BY_NAME: Readonly<Record<string, unknown>> = {
  first: 10,
  'portfolio.slug': 'rnds',
  'service.slug': 'rnds-rel',
  portfolio: 'rnds',
  services: ['rnds-rel'],
  'messages.requirement': 'retry.wait',
  cnes: '2337991',
  protocol: '2026-0000123-4',
  url: 'https://sistema.exemplo.com.br/avisos',
  scopes: ['requests:read'],
  name: 'Painel',
  reason: 'Motivo, como será lido.',
  message: 'Motivo, como será lido.',
};

/** A value for an argument of a field, or for a field of an input; of an input, what has to be given. */
export function sampleValue(
  reference: Reference,
  of: string,
  { name, type }: Pick<Argument, 'name' | 'type'>,
): unknown {
  const key = `${of}.${name}` in BY_NAME ? `${of}.${name}` : name;
  return valueFor(reference, key, type.text.replace(/!$/, ''), type.name);
}

function valueFor(reference: Reference, name: string, text: string, typeName: string): unknown {
  const isList = text.startsWith('[');
  const sample = BY_NAME[name];
  const entry = reference.items.get(typeName);
  if (sample !== undefined && Array.isArray(sample) === isList && entry?.kind !== 'enum' && entry?.kind !== 'input') {
    return sample;
  }
  if (isList) return [valueFor(reference, name, text.slice(1, -1).replace(/!$/, ''), typeName)];
  if (entry?.kind === 'enum') return entry.values[0]?.name;
  if (entry?.kind === 'input') {
    const required = entry.fields.filter((field) => isRequired({ ...field, defaultValue: null }));
    return Object.fromEntries(required.map((field) => [field.name, sampleValue(reference, typeName, field)]));
  }
  if (typeName === 'Int') return 1;
  if (typeName === 'Float') return 1.5;
  if (typeName === 'Boolean') return true;
  if (typeName === 'DateTime') return '2026-12-31T23:59:59Z';
  return typeName === 'ID' ? 'cole-o-id-aqui' : 'texto';
}
