/** What is asked, as the catalogue has it. */
interface Operation {
  readonly method: string;
  readonly path: string;
}

/** Where. */
interface Hosts {
  readonly url: string;
  readonly authUrl: string;
}

/** A call by curl; its words in capitals are the caller's own. */
export function exampleCall({ method, path }: Operation, { url, authUrl }: Hosts): string {
  const trust = '--cacert autoridade-de-teste.pem';
  if (url === authUrl) return [`curl ${trust} --cert SEU_CERTIFICADO.pem`, `"${url}${path}"`].join(' \\\n  ');
  const body = BODIES[path];
  return [
    method === 'GET' || method === 'POST' ? `curl ${trust}` : `curl ${trust} --request ${method}`,
    '--header "X-Authorization-Server: Bearer $TOKEN"',
    '--header "Authorization: CNS_DO_PROFISSIONAL"',
    '--header "User-Agent: SEU_SISTEMA/1.0"',
    ...(method === 'POST' ? ['--header "Content-Type: application/json"', `--data ${body ?? '@documento.json'}`] : []),
    `"${url}${filled(path)}"`,
  ].join(' \\\n  ');
}

const BODIES: Readonly<Record<string, string>> = {
  '/api/contexto-atendimento': `'{"cnes":"CNES","cnsProfissional":"CNS_DO_PROFISSIONAL","cnsPaciente":"CNS_DO_PACIENTE"}'`,
};

/** A path with words for what its caller puts there. */
function filled(path: string): string {
  return path.replaceAll(/\{([^}]+)\}/g, (_, name: string) => name.split('|')[0]?.toUpperCase() ?? name);
}
