import { formatCnpj } from '@portal/domain';

/** What tells the establishment of a team apart. */
export function establishmentCode({
  cnes,
  cnpj,
}: {
  readonly cnes?: string | null;
  readonly cnpj?: string | null;
}): string {
  return cnes ? `CNES ${cnes}` : `CNPJ ${formatCnpj(cnpj ?? '')}`;
}
