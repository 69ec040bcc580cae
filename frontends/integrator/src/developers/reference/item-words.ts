import { API_SCOPE_LABELS, isApiScope } from '@portal/domain';
import { type Access, type Field, isRoot, type ReferenceItem, type Root } from './reference.ts';

const ROOT_KINDS: Readonly<Record<Root, string>> = {
  Query: 'Consulta',
  Mutation: 'Mutação',
  Subscription: 'Assinatura',
};

const TYPE_KINDS = { object: 'Tipo', input: 'Entrada', enum: 'Enumeração', scalar: 'Escalar' } as const;

/** What kind of thing it is, in a word. */
export function kindLabel(item: ReferenceItem): string {
  if (item.kind !== 'field') return TYPE_KINDS[item.kind];
  return isRoot(item.owner) ? ROOT_KINDS[item.owner] : 'Campo';
}

/** As much of a description as a list shows. */
export function firstSentence(description: string): string {
  return /^.*?\.(?=\s|$)/s.exec(description)?.[0] ?? description;
}

/** Which token may read a field, in words. */
export function accessSentence(access: Access): string {
  if (access.kind === 'session') return 'Só por uma pessoa que entrou no Portal: nenhum token serve.';
  if (access.kind === 'resource-server') return 'Só servidores de recursos registrados, com o seu id e segredo.';
  const { scopes } = access;
  if (scopes.length === 0) return 'Qualquer token.';
  const lists = scopes.map((list) => list.map((scope) => `\`${scope}\``).join(' e ')).join(' ou ');
  return isOpen(access) ? `${lists}, ou sem token nenhum.` : `${lists}.`;
}

/** What most of the fields ask of a token. */
export function usualAccess(fields: readonly Field[]): string {
  const counts = new Map<string, number>();
  for (const { access } of fields) {
    const sentence = accessSentence(access);
    counts.set(sentence, (counts.get(sentence) ?? 0) + 1);
  }
  const [usual] = [...counts].toSorted(([, a], [, b]) => b - a);
  return usual?.[0] ?? '';
}

/** What a scope lets one do, in plain words; nothing of one that is not known. */
export function scopeLabels(access: Access): string[] {
  const scopes = access.kind === 'token' ? access.scopes.flat() : [];
  return [...new Set(scopes)].filter(isApiScope).map((scope) => API_SCOPE_LABELS[scope]);
}

/** The catalogue is open to everybody. */
function isOpen(access: Access): boolean {
  return access.kind === 'token' && access.scopes.some((list) => list.every((scope) => scope === 'catalogue:read'));
}

/** What a field costs, in words; null for what has no cost of its own. */
export function costSentence({ cost, list }: Field): string | null {
  if (cost === null) return null;
  const points = cost === 0 ? 'Não custa nada' : `${cost.toLocaleString('pt-BR')} ${cost === 1 ? 'ponto' : 'pontos'}`;
  if (list === null) return `${points}.`;
  if (list.kind === 'assumed') return `${points} por item; a lista conta como ${list.size} itens.`;
  const byDefault = list.defaultValue === null ? '' : ` (${list.defaultValue}, se ausente)`;
  return `${points}; o que está dentro da lista conta \`${list.argument}\` vezes${byDefault}.`;
}
