/** Whose request it is: the establishment with its UF, or the Ministry where there is none. */
export function establishmentOf({ establishment }: { establishment: { name: string; uf: string } | null }): string {
  return establishment ? `${establishment.name} (${establishment.uf})` : 'Ministério da Saúde';
}
