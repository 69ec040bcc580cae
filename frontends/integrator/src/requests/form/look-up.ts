import type { Client } from 'urql';
import type { EstablishmentLookupQuery } from '../../gql/graphql.ts';
import { EstablishmentLookup } from './form.documents.ts';

/** An establishment as the register or the sample knows it. */
export type FoundEstablishment = NonNullable<
  NonNullable<EstablishmentLookupQuery['establishmentLookup']>['establishment']
>;

/** What asking for an establishment gave; `unreachable` when the Portal itself did not answer. */
export type LookUpAnswer =
  | { readonly outcome: 'FOUND'; readonly establishment: FoundEstablishment }
  | { readonly outcome: 'NO_SUCH' | 'INVALID' | 'NOT_IN_SAMPLE' | 'UNAVAILABLE' | 'unreachable' };

/** Asks for an establishment by CNES or CNPJ. */
export async function lookUpEstablishment(client: Client, by: 'cnes' | 'cnpj', code: string): Promise<LookUpAnswer> {
  const variables = by === 'cnes' ? { cnes: code } : { cnpj: code };
  const { data } = await client.query(EstablishmentLookup, variables, { requestPolicy: 'network-only' }).toPromise();
  if (!data?.establishmentLookup) return { outcome: 'unreachable' };
  const { outcome, establishment } = data.establishmentLookup;
  if (outcome !== 'FOUND') return { outcome };
  return establishment ? { outcome, establishment } : { outcome: 'UNAVAILABLE' };
}

/** What a look-up that found nothing says; undefined where the person is to type the establishment instead. */
export function lookUpFault(outcome: LookUpAnswer['outcome'], by: 'cnes' | 'cnpj'): string | undefined {
  switch (outcome) {
    case 'NO_SUCH':
      return by === 'cnes' ? 'Não existe estabelecimento com este CNES.' : 'Não existe estabelecimento com este CNPJ.';
    case 'INVALID':
      return by === 'cnes' ? 'CNES inválido. Confira os números.' : 'CNPJ inválido. Confira os caracteres.';
    case 'unreachable':
      return 'Não foi possível consultar agora. Verifique a sua conexão e tente de novo.';
    default:
      return undefined;
  }
}
