/** The page of one credential. */
export function credentialAddress(id: string): string {
  return `/credenciais/${id}`;
}
