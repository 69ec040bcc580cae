// Primeira consulta ao Portal de Serviços em JavaScript, sem instalar nada (Node 20 ou mais novo, e navegadores).
//   node javascript.mjs
//   PORTAL_TOKEN=pds_… node javascript.mjs
import { setTimeout as wait } from 'node:timers/promises';

const { PORTAL_URL = 'http://localhost:4000', PORTAL_TOKEN } = process.env;

async function ask(query, { variables = {}, token } = {}) {
  const response = await fetch(`${PORTAL_URL}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ query, variables }),
  });
  if (response.status === 429) {
    // Nada foi executado: espere o que o Portal pede e repita.
    await wait(1000 * Number(response.headers.get('retry-after') ?? 1));
    return ask(query, { variables, token });
  }
  const { data, errors } = await response.json();
  if (errors) throw new Error(errors.map(({ message, extensions }) => `${extensions.code}: ${message}`).join('\n'));
  return data;
}

// O catálogo é aberto: não precisa de token.
const { services } = await ask(
  `query ($text: String!) {
    services(filter: { text: $text }, first: 3) { edges { node { name portfolio { name } } } }
  }`,
  { variables: { text: 'vacina' } },
);
for (const { node } of services.edges) console.log(`${node.portfolio.name}: ${node.name}`);

// As suas solicitações: crie um token em Tokens de acesso, com o escopo requests:read.
if (PORTAL_TOKEN) {
  const { accessRequests } = await ask(
    '{ accessRequests(first: 10) { edges { node { protocol state environment } } } }',
    {
      token: PORTAL_TOKEN,
    },
  );
  for (const { node } of accessRequests.edges) console.log(node.protocol, node.state, node.environment);
}
