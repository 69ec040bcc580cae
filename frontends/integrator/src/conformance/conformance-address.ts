/** The page on which a credential's connector is seen to do what it must. */
export function conformanceAddress(credentialId: string): string {
  return `/credenciais/${credentialId}/conformidade`;
}
