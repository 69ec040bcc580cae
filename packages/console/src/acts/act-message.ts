import type { CombinedError } from 'urql';
import { awayMessage, traceIdOf } from '../graph-errors.ts';

/** What to say when an act did nothing: the first problem, or that the Portal could not be reached. */
export function actMessage(
  problems: readonly { readonly message: string }[] | undefined,
  error: CombinedError | undefined,
): string {
  const [problem] = problems ?? [];
  if (problem !== undefined) return problem.message;
  const trace = traceIdOf(error);
  const help = trace === undefined ? '' : ` Se precisar de ajuda, informe o código ${trace}.`;
  return `${awayMessage(error) ?? 'Não foi possível fazer isso agora. Tente de novo.'}${help}`;
}
