import { LIMITS } from './limits.ts';
import { invalid, type Parsed } from './parsed.ts';
import { parseText } from './text.ts';

/** What a template of a reply may leave open, as it is written between braces: `{{protocol}}`. */
export const REPLY_VARIABLES = [
  'requester',
  'protocol',
  'establishment',
  'system',
  'portfolio',
  'requirement',
] as const;

/** What a template of a reply may leave open. */
export type ReplyVariable = (typeof REPLY_VARIABLES)[number];

/** What stands for each variable on one request; `requirement` only where the text is about one. */
export type ReplyValues = Readonly<Partial<Record<ReplyVariable, string>>>;

/** A variable on screen. */
export const REPLY_VARIABLE_LABELS: Readonly<Record<ReplyVariable, string>> = {
  requester: 'Quem pediu',
  protocol: 'Protocolo',
  establishment: 'Estabelecimento',
  system: 'Sistema',
  portfolio: 'Portfólio',
  requirement: 'Requisito',
};

/** Values to show a template with. */
export const REPLY_EXAMPLE: Readonly<Record<ReplyVariable, string>> = {
  requester: 'Ana Lima',
  protocol: '2026-0000123-6',
  establishment: 'UBS Alto do Cruzeiro',
  system: 'Prontuário Vida',
  portfolio: 'RNDS',
  requirement: 'Parâmetros de entrada',
};

const VARIABLE = /\{\{\s*([^{}]*?)\s*\}\}/gu;

/** What a template of a reply is called. */
export function parseReplyTemplateName(text: string): Parsed<string> {
  return parseText(text, { subject: 'O nome do modelo', ...LIMITS.replyTemplateName });
}

/** A template's text: what stands between double braces has to be a variable that there is. */
export function parseReplyTemplateText(text: string): Parsed<string> {
  const parsed = parseText(text, { subject: 'O texto do modelo', ...LIMITS.replyTemplateText, multiline: true });
  if (!parsed.ok) return parsed;
  for (const [, name = ''] of parsed.value.matchAll(VARIABLE)) {
    if (!isVariable(name)) return invalid(`A variável {{${name}}} não existe. Use ${written(REPLY_VARIABLES)}.`);
  }
  if (/\{\{|\}\}/u.test(parsed.value.replace(VARIABLE, ''))) {
    return invalid('Há chaves duplas que não fecham. Escreva cada variável assim: {{protocol}}.');
  }
  return parsed;
}

/** The variables that a template has. */
export function variablesIn(text: string): ReplyVariable[] {
  return [...new Set([...text.matchAll(VARIABLE)].map(([, name = '']) => name).filter(isVariable))];
}

/** A template with its variables filled in, all at once: braces in a value stay what they are. */
export function fillTemplate(text: string, values: ReplyValues): string {
  return text.replace(VARIABLE, (as, name: string) => (isVariable(name) ? values[name] : undefined) ?? as);
}

function isVariable(name: string): name is ReplyVariable {
  return (REPLY_VARIABLES as readonly string[]).includes(name);
}

function written(names: readonly string[]): string {
  return names.map((name) => `{{${name}}}`).join(', ');
}
