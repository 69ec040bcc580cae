import type { RequestOrigin } from '@portal/domain';
import type { RequestDraftFragment } from '../../gql/graphql.ts';

/** The establishment as it stands in the form: looked up by its code, or typed where nobody can be asked. */
export interface EstablishmentEntry {
  /** Which of the two the code is. */
  readonly by: 'cnes' | 'cnpj';
  /** CNES or CNPJ, without punctuation. */
  readonly code: string;
  /** The CNPJ beside a CNES. */
  readonly cnpj: string;
  /** The CNPJ came with the look-up and is not the person's to change. */
  readonly cnpjKnown: boolean;
  /** The look-up could not answer, so the person types what it would have filled in. */
  readonly typed: boolean;
  readonly name: string;
  readonly uf: string;
  readonly municipality: string;
}

/** What a person sees and types, field by field; the names are the paths of UpdateAccessRequestInput. */
export interface FormValues {
  readonly origin: '' | RequestOrigin;
  readonly establishment: EstablishmentEntry;
  readonly childEstablishments: readonly string[];
  readonly 'manager.name': string;
  readonly 'manager.cpf': string;
  readonly 'manager.email': string;
  readonly 'manager.phone': string;
  readonly 'system.name': string;
  readonly 'system.description': string;
  readonly 'system.vendor': string;
  readonly 'system.database': string;
  readonly 'system.webApplication': '' | 'sim' | 'nao';
  readonly 'system.monthlyVolume': string;
  readonly 'system.integratesWith': readonly string[];
  readonly 'system.ipRanges': readonly string[];
  /** The PEM of a certificate just read; what the request holds already has none. */
  readonly certificatePem: string;
  readonly services: readonly string[];
  readonly acceptedTerms: boolean;
}

/** The name of a field. */
export type FieldName = keyof FormValues;

/** What the form needs of a request. */
export type Draft = RequestDraftFragment;
