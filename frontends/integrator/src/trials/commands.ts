/** What commands are written for. */
export interface TrialOf {
  readonly requesterIdentifier: string;
  /** Undefined where the establishment is known by its CNPJ alone. */
  readonly cnes: string | undefined;
  readonly uf: string;
  readonly authUrl: string;
  readonly ehrUrl: string;
  /** Of a professional who works at the credential's establishment; undefined where it has no CNES. */
  readonly professionalCns: string | undefined;
  /** Of somebody who does not exist. */
  readonly patientCpf: string | undefined;
  /** The same person's CNS. */
  readonly patientCns: string | undefined;
}

/** Of what the sample connector does all that a suite asks for. */
export interface SuiteToPlay {
  /** The key of the suite. */
  readonly suite: string;
  /** Where the portal answers, to arm the faults that a suite needs. */
  readonly portal: string;
  readonly credentialId: string;
}

/** The names of the files that the page gives, as the commands call them. */
export function fileNames(requesterIdentifier: string) {
  return {
    pfx: `teste-${requesterIdentifier}.pfx`,
    pem: `teste-${requesterIdentifier}.pem`,
    certificate: `teste-${requesterIdentifier}.crt`,
    authority: 'autoridade-de-teste.pem',
  };
}

/** The identifier's system, which every document of this credential names. */
export function identifierSystem(requesterIdentifier: string): string {
  return `http://www.saude.gov.br/fhir/r4/NamingSystem/BRRNDS-${requesterIdentifier}`;
}

/** Makes a key and a request for it, where the key is to be used. */
export const OWN_KEY_COMMAND = 'openssl req -new -newkey rsa:2048 -nodes -keyout chave.pem -subj / -out pedido.csr';

/** Gives a .pfx the cipher of today. OpenSSL reads no key from a pipe that has certificates before it. */
export const PFX_AGAIN_COMMANDS =
  'openssl pkcs12 -legacy -in antigo.pfx -out tudo.pem\nopenssl pkcs12 -export -in tudo.pem -out novo.pfx';

/** Puts one's own key and its certificate into the file that the other commands take. */
export function joinCommand(requesterIdentifier: string): string {
  const { pem, certificate } = fileNames(requesterIdentifier);
  return `cat chave.pem ${certificate} > ${pem}`;
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

const CPF = 'http://rnds.saude.gov.br/fhir/r4/NamingSystem/cpf';

/** A query in the name of a professional, about somebody who does not exist. */
export function queryCommand({ ehrUrl, professionalCns = CNS, patientCpf = 'CPF_DO_PACIENTE' }: TrialOf): string {
  const { authority } = fileNames('');
  return `curl --cacert ${authority} \\
  --header "X-Authorization-Server: Bearer $TOKEN" \\
  --header "Authorization: ${professionalCns}" \\
  "${ehrUrl}/api/fhir/r4/Patient?identifier=${encodeURIComponent(`${CPF}|${patientCpf}`)}"`;
}

/** Where the page knows no professional of the establishment. */
const CNS = 'CNS_DO_PROFISSIONAL';

/** Runs the sample connector of the portal's own repository through a suite, in the folder of the downloaded files. */
export function connectorCommand(trial: TrialOf, { suite, portal, credentialId }: SuiteToPlay): string {
  const { requesterIdentifier, authUrl, ehrUrl, cnes = 'CNES', professionalCns = CNS } = trial;
  const { patientCns = 'CNS_DO_PACIENTE' } = trial;
  const { pfx, authority } = fileNames(requesterIdentifier);
  return `export RNDS_CERTIFICADO_SENHA=SENHA_DO_PFX PORTAL_TOKEN=TOKEN_DE_ACESSO
npx -y pnpm@12 connector --suite ${suite} \\
  --auth ${authUrl} --ehr ${ehrUrl} \\
  --pfx ${pfx} --ca ${authority} \\
  --identifier ${requesterIdentifier} --cnes ${cnes} \\
  --operator ${professionalCns} --patient ${patientCns} \\
  --portal ${portal} --credential ${credentialId}`;
}

/** The variables by which the npm package `rnds` goes there. */
export function npmRndsVariables(trial: TrialOf): string {
  const { requesterIdentifier, uf, authUrl, ehrUrl, professionalCns = CNS } = trial;
  const { pfx, authority } = fileNames(requesterIdentifier);
  return [
    `export NODE_EXTRA_CA_CERTS=$PWD/${authority}`,
    `export RNDS_AUTH=${hostOf(authUrl)}`,
    `export RNDS_EHR=${hostOf(ehrUrl)}`,
    `export RNDS_CERTIFICADO_ENDERECO=$PWD/${pfx}`,
    'export RNDS_CERTIFICADO_SENHA=SENHA_DO_PFX',
    `export RNDS_REQUISITANTE_CNS=${professionalCns}`,
    `export RNDS_REQUISITANTE_UF=${uf}`,
  ].join('\n');
}

/** Whether the package `rnds` can go there: it knows hosts without a port. */
export function isForNpmRnds({ authUrl, ehrUrl }: TrialOf): boolean {
  return [authUrl, ehrUrl].every((url) => new URL(url).port === '');
}

function hostOf(url: string): string {
  return new URL(url).hostname;
}
