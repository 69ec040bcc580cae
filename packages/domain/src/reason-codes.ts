import { Environment } from './environment.ts';
import { LIMITS } from './limits.ts';
import { invalid, type Parsed, valid } from './parsed.ts';
import { foldText, parseText } from './text.ts';

/** Reasons that rules of the Portal depend on: their words may change, they themselves stay, in every environment. */
export const FIXED_REASONS: readonly string[] = ['EVIDENCE_PERSONAL_DATA', 'OTHER'];

/** Why changes are asked for or a request is refused: for programs, for people, and where it may be given. */
export interface ReviewReason {
  readonly code: string;
  readonly label: string;
  readonly environments: readonly Environment[];
}

const CODE = /^[A-Z][A-Z0-9_]{1,39}$/;

/** Reads the reasons that reviewers may give; the first that is wrong is told. */
export function parseReviewReasons(given: readonly ReviewReason[]): Parsed<ReviewReason[]> {
  const { max } = LIMITS.reviewReasons;
  if (given.length > max) return invalid(`Há lugar para ${max} motivos.`);
  const read: ReviewReason[] = [];
  for (const [index, { code: written, label: words, environments: chosen }] of given.entries()) {
    const code = written.trim();
    if (!CODE.test(code)) {
      return invalid(
        `O código do motivo ${index + 1} tem de 2 a 40 letras maiúsculas sem acento, números e sublinhados, e começa por uma letra.`,
      );
    }
    const label = parseText(words, { subject: `O texto do motivo ${index + 1}`, ...LIMITS.reviewReasonLabel });
    if (!label.ok) return label;
    const environments = Object.values(Environment).filter((one) => chosen.includes(one));
    if (environments.length === 0) return invalid(`Escolha em que ambientes vale o motivo ${index + 1}.`);
    if (read.some((other) => other.code === code)) return invalid(`Há dois motivos com o código ${code}. Deixe um.`);
    if (read.some((other) => foldText(other.label) === foldText(label.value))) {
      return invalid(`Há dois motivos com o texto “${label.value}”. Deixe um.`);
    }
    read.push({ code, label: label.value, environments });
  }
  const everywhere = Object.values(Environment).length;
  const missing = FIXED_REASONS.find(
    (fixed) => read.find(({ code }) => code === fixed)?.environments.length !== everywhere,
  );
  if (missing === undefined) return valid(read);
  return invalid(`O motivo ${missing} fica nos dois ambientes: regras do Portal dependem dele.`);
}
