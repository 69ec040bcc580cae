import { awayMessage, traceIdOf } from '@portal/console';
import { answered } from '@portal/console/acts';
import type { ProblemCode } from '@portal/schema/types';
import type { Client } from 'urql';
import type { SubmitAccessRequestMutation } from '../gql/graphql.ts';
import { SubmitAccessRequest } from './request-acts.documents.ts';

/** The request as a submit left it. */
export type SubmittedRequest = NonNullable<
  NonNullable<SubmitAccessRequestMutation['submitAccessRequest']>['accessRequest']
>;

/** What kept a request from being sent. */
export interface SubmitProblem {
  readonly code: ProblemCode;
  readonly message: string;
  readonly path: readonly string[];
}

/** How a submit ended. */
export type SubmitAnswer =
  | { readonly kind: 'sent'; readonly request: SubmittedRequest }
  | { readonly kind: 'stale'; readonly request: SubmittedRequest }
  | { readonly kind: 'problems'; readonly problems: readonly SubmitProblem[] }
  | { readonly kind: 'failed'; readonly message: string };

/** Sends a request to the Ministry. */
export async function submitRequest(client: Client, id: string, version: number): Promise<SubmitAnswer> {
  const { data, error } = await client.mutation(SubmitAccessRequest, { id, version }).toPromise();
  const payload = answered(data)?.submitAccessRequest;
  if (!payload) {
    const trace = traceIdOf(error);
    const help = trace === undefined ? '' : ` Se precisar de ajuda, informe o código ${trace}.`;
    return {
      kind: 'failed',
      message: `${awayMessage(error) ?? 'Não foi possível enviar agora. Tente de novo.'}${help}`,
    };
  }
  const { accessRequest, problems } = payload;
  if (problems.length === 0 && accessRequest) return { kind: 'sent', request: accessRequest };
  if (accessRequest && problems.some((problem) => problem.code === 'STALE_VERSION')) {
    return { kind: 'stale', request: accessRequest };
  }
  return {
    kind: 'problems',
    problems: problems.map(({ code, message, path }) => ({ code, message, path: path ?? [] })),
  };
}

/** What is said of a request that was sent: the portfolio's rule may have approved it at once. */
export function sentText({ protocol, state }: Pick<SubmittedRequest, 'protocol' | 'state'>): string {
  return `Solicitação ${protocol} ${state === 'APPROVED' ? 'aprovada por regra do portfólio' : 'enviada para análise'}.`;
}
