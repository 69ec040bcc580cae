import { type Environment, isBlank, listLengthMessage, parseReasonMessage, type ReviewReason } from '@portal/domain';
import { type Problem, problem } from '@portal/service-kit';
import type { Reason } from '../requests/access-request-event.ts';
import type { RulesCopy, Submission } from '../requests/content.ts';
import { evidenceOf, isKnownPath } from './field-paths.ts';

/** A reason as a reviewer gives it. */
export interface GivenReason {
  code: string;
  path?: string | null;
  message: string;
}

/** What reasons are held against. */
export interface ReasonFacts {
  environment: Environment;
  submission: Submission;
  rules: RulesCopy;
  /** That reviewers may give now. */
  inUse: readonly ReviewReason[];
}

/** Reasons that passed, or what is wrong with those that were given. */
export interface CheckedReasons {
  reasons: Reason[];
  problems: Problem[];
}

/** Looks at the reasons of a decision: at least one, each with a code of the environment, a path that is there, a text. */
export function checkReasons(given: readonly GivenReason[], facts: ReasonFacts): CheckedReasons {
  if (given.length === 0) {
    return { reasons: [], problems: [problem('REQUIRED', 'Informe pelo menos um motivo.', ['reasons'])] };
  }
  const tooMany = listLengthMessage('reasons', given.length);
  if (tooMany) return { reasons: [], problems: [problem('INVALID', tooMany, ['reasons'])] };
  const checked = given.map((reason, index) => checkReason(reason, index, facts));
  return {
    reasons: checked.flatMap(({ reasons }) => reasons),
    problems: checked.flatMap(({ problems }) => problems),
  };
}

function checkReason({ code, path, message }: GivenReason, index: number, facts: ReasonFacts): CheckedReasons {
  const at = (field: string) => ['reasons', index, field];
  const problems: Problem[] = [];
  const known = facts.inUse.find((one) => one.code === code && one.environments.includes(facts.environment));
  if (!known) problems.push(problem('INVALID', 'Este motivo não existe mais. Escolha outro.', at('code')));
  const about = path == null || path.trim() === '' ? null : path.trim();
  if (about !== null && !isKnownPath(about, facts.submission, facts.rules)) {
    problems.push(problem('INVALID', 'Este campo não existe na solicitação.', at('path')));
  } else if (known?.code === 'EVIDENCE_PERSONAL_DATA' && evidenceOf(about, facts.submission) === undefined) {
    const missing = 'Indique qual evidência mostra dados de paciente real.';
    problems.push(problem(about === null ? 'REQUIRED' : 'INVALID', missing, at('path')));
  }
  const text = isBlank(message) ? null : parseReasonMessage(message);
  if (text === null) problems.push(problem('REQUIRED', 'Escreva o motivo.', at('message')));
  else if (!text.ok) problems.push(problem('INVALID', text.message, at('message')));
  if (problems.length > 0 || !known || !text?.ok) return { reasons: [], problems };
  return { reasons: [{ code, label: known.label, path: about, message: text.value }], problems };
}
