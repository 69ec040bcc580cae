import { foldText } from '@portal/domain';
import { isRoot, type Reference, type ReferenceItem } from './reference.ts';

interface Searchable {
  item: ReferenceItem;
  name: string;
  id: string;
  text: string;
}

/** Searches names and descriptions. */
export type SearchReference = (text: string) => ReferenceItem[];

/** What is called just as it was written comes before what is called so in English. */
const AS_TRANSLATED = 0.5;

/** How the domain's words begin in Portuguese, and what the schema calls them. */
const TRANSLATIONS: Readonly<Record<string, string>> = {
  analis: 'review',
  assinatura: 'subscription',
  credenci: 'credential',
  estabelec: 'establishment',
  evidencia: 'evidence',
  gestor: 'manager',
  motivo: 'reason',
  portfolio: 'portfolio',
  protocolo: 'protocol',
  requisito: 'requirement',
  segredo: 'secret',
  servico: 'service',
  sistema: 'system',
  solicita: 'accessrequest',
};

/** How much nearer a name is than a description: the smaller the nearer. */
const NEARNESS = ['name is', 'name begins', 'name has', 'id has', 'text has'] as const;

/**
 * Makes the search of a reference: every word must be found, also in Portuguese, accents and case are ignored; what is called
 * so comes before what only speaks of it, and what one asks and what there is before the parts of it.
 */
export function createSearch({ items }: Reference): SearchReference {
  const searchables = [...items.values()].map((item): Searchable => {
    const values = item.kind === 'field' ? [] : item.values.map(({ name, description }) => `${name} ${description}`);
    const args = item.kind === 'field' ? item.args.map(({ name, description }) => `${name} ${description}`) : [];
    const text = [item.id, item.description, ...args, ...values].map((part) => foldText(part)).join(' ');
    return { item, name: foldText(item.name), id: foldText(item.id), text };
  });
  return (text) => {
    const written = foldText(text).split(' ').filter(Boolean);
    if (written.length === 0) return [];
    const words = written.map(translated);
    return searchables
      .filter((one) => words.every((word, at) => one.text.includes(word) || one.text.includes(written[at] ?? word)))
      .map((one) => ({ one, nearness: Math.min(nearnessOf(one, written), nearnessOf(one, words) + AS_TRANSLATED) }))
      .toSorted(
        (a, b) => a.nearness - b.nearness || rankOf(a.one) - rankOf(b.one) || a.one.name.length - b.one.name.length,
      )
      .map(({ one }) => one.item);
  };
}

/** A word of the domain as the schema writes it; any other stays. */
function translated(word: string): string {
  const begin = Object.keys(TRANSLATIONS).find((start) => word.startsWith(start));
  return (begin && TRANSLATIONS[begin]) ?? word;
}

/** What one asks and what there is, before the parts of it. */
function rankOf({ item }: Searchable): number {
  return item.kind === 'field' && !isRoot(item.owner) ? 1 : 0;
}

function nearnessOf({ name, id }: Searchable, words: readonly string[]): number {
  const whole = words.join('');
  if (name === whole || id === whole) return NEARNESS.indexOf('name is');
  if (name.startsWith(whole)) return NEARNESS.indexOf('name begins');
  if (words.every((word) => name.includes(word))) return NEARNESS.indexOf('name has');
  if (words.every((word) => id.includes(word))) return NEARNESS.indexOf('id has');
  return NEARNESS.indexOf('text has');
}
