/** The page where a credential is tried. */
export function trialAddress(credentialId: string): string {
  return `/credenciais/${credentialId}/testes`;
}
