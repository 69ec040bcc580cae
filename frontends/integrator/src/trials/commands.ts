/** What commands are written for. */
export interface TrialOf {
  readonly requesterIdentifier: string;
  readonly uf: string;
  readonly authUrl: string;
  readonly ehrUrl: string;
}

/** The names of the files that the page gives, as the commands call them. */
export function fileNames(requesterIdentifier: string) {
  return {
    pfx: `teste-${requesterIdentifier}.pfx`,
    pem: `teste-${requesterIdentifier}.pem`,
    authority: 'autoridade-de-teste.pem',
  };
}

/** The identifier's system, which every document of this credential names. */
export function identifierSystem(requesterIdentifier: string): string {
  return `http://www.saude.gov.br/fhir/r4/NamingSystem/BRRNDS-${requesterIdentifier}`;
}

/** Asks for an access token, and keeps it in a variable. */
export function tokenCommand({ requesterIdentifier, authUrl }: TrialOf): string {
  const { pem, authority } = fileNames(requesterIdentifier);
  return `TOKEN=$(curl --silent --show-error --cacert ${authority} --cert ${pem} \\
  ${authUrl}/api/token | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')
echo "$TOKEN"`;
}

/** The first query: what the EHR host can do. It needs no professional. */
export function metadataCommand({ ehrUrl }: TrialOf): string {
  const { authority } = fileNames('');
  return `curl --cacert ${authority} ${ehrUrl}/api/fhir/r4/metadata`;
}

/** A query in the name of a professional. */
export function queryCommand({ ehrUrl }: TrialOf): string {
  const { authority } = fileNames('');
  return `curl --cacert ${authority} \\
  --header "X-Authorization-Server: Bearer $TOKEN" \\
  --header "Authorization: CNS_DO_PROFISSIONAL" \\
  "${ehrUrl}/api/fhir/r4/Practitioner?identifier=http%3A%2F%2Frnds.saude.gov.br%2Ffhir%2Fr4%2FNamingSystem%2Fcns%7CCNS_DO_PROFISSIONAL"`;
}

/** The variables by which the npm package `rnds` goes there. */
export function npmRndsVariables({ requesterIdentifier, uf, authUrl, ehrUrl }: TrialOf): string {
  const { pfx, authority } = fileNames(requesterIdentifier);
  return [
    `export NODE_EXTRA_CA_CERTS=$PWD/${authority}`,
    `export RNDS_AUTH=${hostOf(authUrl)}`,
    `export RNDS_EHR=${hostOf(ehrUrl)}`,
    `export RNDS_CERTIFICADO_ENDERECO=$PWD/${pfx}`,
    'export RNDS_CERTIFICADO_SENHA=SENHA_DO_PFX',
    'export RNDS_REQUISITANTE_CNS=CNS_DO_PROFISSIONAL',
    `export RNDS_REQUISITANTE_UF=${uf}`,
  ].join('\n');
}

function hostOf(url: string): string {
  return new URL(url).host;
}
