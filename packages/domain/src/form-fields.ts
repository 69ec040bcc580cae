import { namesCpf } from './cpf.ts';
import { LIMITS } from './limits.ts';
import { replaceMentions } from './mention.ts';
import { invalid, type Parsed, valid } from './parsed.ts';
import { parseText, withoutInvisible } from './text.ts';

/** The system's name. */
export function parseSystemName(text: string): Parsed<string> {
  return parseText(text, { subject: 'O nome do sistema', ...LIMITS.systemName });
}

/** What the system does; may have lines. */
export function parseSystemDescription(text: string): Parsed<string> {
  return parseText(text, { subject: 'A descrição do sistema', ...LIMITS.systemDescription, multiline: true });
}

/** Who makes the system. */
export function parseVendor(text: string): Parsed<string> {
  return parseText(text, { subject: 'O fornecedor', ...LIMITS.vendor });
}

/** The database that the system uses. */
export function parseDatabaseName(text: string): Parsed<string> {
  return parseText(text, { subject: 'O banco de dados', ...LIMITS.database });
}

/** Attendances a month, typed (dots of thousands allowed) or as a number. */
export function parseMonthlyVolume(typed: string | number): Parsed<number> {
  const text = withoutInvisible(String(typed)).replace(/\s/gu, '');
  const digits = /^\d{1,3}(\.\d{3})+$/.test(text) ? text.replaceAll('.', '') : text;
  if (!/^\d+$/.test(digits)) return invalid('Informe um número inteiro de atendimentos por mês.');
  if (Number(digits) > LIMITS.monthlyVolume.max) return invalid('O máximo é 99.999.999 atendimentos por mês.');
  return valid(Number(digits));
}

/** One other system that this one integrates with. */
export function parseIntegratedSystem(text: string): Parsed<string> {
  return parseText(text, { subject: 'O nome do sistema integrado', ...LIMITS.integratesWithItem });
}

/** An establishment's name, where the applicant types it. */
export function parseEstablishmentName(text: string): Parsed<string> {
  return parseText(text, { subject: 'O nome do estabelecimento', ...LIMITS.establishmentName });
}

/** A municipality's name, where the applicant types it. */
export function parseMunicipality(text: string): Parsed<string> {
  return parseText(text, { subject: 'O município', ...LIMITS.municipality, says: 'LETTERS' });
}

/** Why something was asked, refused, suspended or revoked, as the other side will read it. */
export function parseReasonMessage(text: string): Parsed<string> {
  return parseText(text, { subject: 'O motivo', ...LIMITS.reasonMessage, multiline: true });
}

/** The free text that goes with a decision. */
export function parseDecisionMessage(text: string): Parsed<string> {
  return parseText(text, { subject: 'A mensagem', ...LIMITS.decisionMessage, multiline: true });
}

/** A reviewer's note on a requirement, for who asked. */
export function parseAssessmentNote(text: string): Parsed<string> {
  return parseText(text, { subject: 'A observação', ...LIMITS.assessmentNote, multiline: true });
}

/** A reviewer's note on a requirement, for reviewers alone. */
export function parseInternalNote(text: string): Parsed<string> {
  const rule = { subject: 'A nota interna', multiline: true, min: LIMITS.assessmentNote.min };
  let mentions = 0;
  const read = replaceMentions(text, () => {
    mentions++;
    return '@a';
  });
  if (mentions > LIMITS.mentions.max)
    return invalid(`${rule.subject} pode ter no máximo ${LIMITS.mentions.max} menções.`);
  const short = parseText(read, { ...rule, max: LIMITS.assessmentNote.max });
  return short.ok ? parseText(text, { ...rule, max: Number.POSITIVE_INFINITY }) : short;
}

/** Why a reviewer finds another outcome of a requirement than the judge: kept for ever, and printed in reports. */
export function parseOverrideReason(text: string): Parsed<string> {
  const parsed = parseText(text, { subject: 'O motivo', ...LIMITS.overrideReason, multiline: true });
  return withoutCpf(parsed, 'O motivo não pode ter o CPF de ninguém: ele faz parte da evidência.');
}

/** Why a second reviewer does not agree, for reviewers alone: kept for ever as well. */
export function parseOverrideComment(text: string): Parsed<string> {
  const parsed = parseText(text, { subject: 'O comentário', ...LIMITS.overrideComment, multiline: true });
  return withoutCpf(parsed, 'O comentário não pode ter o CPF de ninguém: ele fica guardado para sempre.');
}

/** What integrator and reviewers write to each other: written words stay. */
export function parseMessage(text: string): Parsed<string> {
  const parsed = parseText(text, { subject: 'A mensagem', ...LIMITS.message, multiline: true });
  return withoutCpf(parsed, 'A mensagem não pode ter o CPF de ninguém: o que se escreve aqui fica guardado.');
}

function withoutCpf(parsed: Parsed<string>, message: string): Parsed<string> {
  return parsed.ok && namesCpf(parsed.value) ? invalid(message) : parsed;
}

/** The hours that an old secret stays valid after a rotation. */
export function parseOverlapHours(hours: number): Parsed<number> {
  return parseOverlap(hours, LIMITS.overlapHours, 'horas');
}

/** The days that an old certificate stays valid after it was changed. */
export function parseOverlapDays(days: number): Parsed<number> {
  return parseOverlap(days, LIMITS.overlapDays, 'dias');
}

function parseOverlap(length: number, { min, max }: { min: number; max: number }, unit: string): Parsed<number> {
  if (!Number.isInteger(length) || length < min || length > max) return invalid(`Informe de ${min} a ${max} ${unit}.`);
  return valid(length);
}

/** A message where a list has too few or too many items; undefined where its length is right. */
export function listLengthMessage(field: ListField, length: number): string | undefined {
  const { min, max } = LIMITS[field];
  if (length < min)
    return `Informe pelo menos ${min === 1 ? LIST_WORDS[field].one : `${min} ${LIST_WORDS[field].many}`}.`;
  if (length > max) return `Informe no máximo ${max} ${LIST_WORDS[field].many}.`;
  return undefined;
}

/** The lists of the form whose length is limited. */
export type ListField = keyof typeof LIST_WORDS;

const LIST_WORDS = {
  childEstablishments: { one: 'um estabelecimento', many: 'estabelecimentos' },
  integratesWith: { one: 'um sistema', many: 'sistemas' },
  ipRanges: { one: 'uma faixa de IP', many: 'faixas de IP' },
  services: { one: 'um serviço', many: 'serviços' },
  reasons: { one: 'um motivo', many: 'motivos' },
  evidenceRequirements: { one: 'um requisito', many: 'requisitos' },
  requestsAtOnce: { one: 'uma solicitação', many: 'solicitações' },
} as const;

/** Why somebody's roles for the Ministry are changed. */
export function parseRoleReason(text: string): Parsed<string> {
  return parseText(text, { subject: 'O motivo', ...LIMITS.roleReason, multiline: true });
}

/** What a personal access token is called by its owner. */
export function parseTokenName(text: string): Parsed<string> {
  return parseText(text, { subject: 'O nome do token', ...LIMITS.tokenName });
}

/** What a security key is called by its person. */
export function parseSecurityKeyName(text: string): Parsed<string> {
  return parseText(text, { subject: 'O nome da chave', ...LIMITS.securityKeyName });
}

/** Reads what a webhook is called by its owner; may be empty. */
export function parseWebhookDescription(text: string): Parsed<string> {
  return parseText(text, { subject: 'A descrição', ...LIMITS.webhookDescription });
}
