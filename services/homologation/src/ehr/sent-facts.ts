import { documentKindOf } from '@portal/judge/document-kinds';
import { type DocumentFacts, requesterOf } from '../documents/document-facts.ts';
import type { SentFacts } from '../hosts/exchange.ts';

/** Notes what a document is, by whatever of it can be read. */
export function noteDocument(
  sent: SentFacts,
  resource: unknown,
  { identifierSystem, identifierValue, replaces }: DocumentFacts,
): void {
  sent.documentKind = documentKindOf(resource)?.code;
  sent.replaces = replaces?.split('/').at(-1);
  noteIdentifier(sent, identifierSystem, identifierValue);
}

/** Notes a local identifier: the same whether it was sent or asked for. */
export function noteIdentifier(sent: SentFacts, system: string, value: string): void {
  if (value) sent.identifier = `${requesterOf(system) ?? system}\n${value}`;
}
