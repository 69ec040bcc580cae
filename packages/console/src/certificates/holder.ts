import { formatCnpj, formatCpf } from '@portal/domain';

interface Held {
  readonly holder: string | null;
  readonly holderName: string | null;
}

/** Whose a certificate is: the name and the CPF or CNPJ as it is written; empty where the certificate does not say. */
export function certificateHolder({ holder, holderName }: Held): string {
  return [holderName, written(holder)].filter((part) => part).join(' – ');
}

/** A CPF that others may not read comes masked, as long as a CNPJ, and stays as it is. */
function written(holder: string | null): string {
  if (!holder) return '';
  return holder.length === 14 && !holder.includes('*') ? formatCnpj(holder) : formatCpf(holder);
}
