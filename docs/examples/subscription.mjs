// As suas solicitações ao vivo, no terminal: cada mudança uma vez e em ordem, mesmo quando a conexão cai.
//   npm install graphql graphql-ws ws
//   PORTAL_TOKEN=pds_… node subscription.mjs
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';

const { PORTAL_URL = 'http://localhost:4000', PORTAL_TOKEN = '' } = process.env;

const portal = createClient({
  url: `${PORTAL_URL.replace(/^http/, 'ws')}/graphql`,
  webSocketImpl: WebSocket,
  connectionParams: { authorization: `Bearer ${PORTAL_TOKEN}` },
  // Uma conexão que cai volta sozinha; um token que não vale (4403) não melhora com o tempo.
  retryAttempts: Infinity,
  shouldRetry: ({ code }) => code !== 4403,
});

async function* answers(operation) {
  for await (const { data, errors } of portal.iterate(operation)) {
    if (errors) throw errors;
    yield data;
  }
}

const variables = {};

async function follow() {
  // O cursor diz de onde continuar. Guarde o último e, em até 30 dias, nada se perde entre uma execução e outra.
  for await (const { changesCursor } of answers({ query: '{ changesCursor }' })) variables.after = changesCursor;
  console.log('Acompanhando as suas solicitações. Mude uma no console.');

  const query = `subscription ($after: String) {
    accessRequestChanged(after: $after) { cursor event { at action } accessRequest { protocol state } }
  }`;
  for await (const { accessRequestChanged } of answers({ query, variables })) {
    const { cursor, event, accessRequest } = accessRequestChanged;
    console.log(event.at, accessRequest.protocol, event.action, accessRequest.state);
    // A próxima conexão continua daqui.
    variables.after = cursor;
  }
}

try {
  await follow();
} catch (error) {
  // Erros de GraphQL, ou o fechamento da conexão com o seu código.
  const errors = Array.isArray(error) ? error : [{ extensions: error, message: error.reason ?? error.message }];
  for (const { extensions, message } of errors) console.error(`${extensions?.code}: ${message}`);
  process.exitCode = 1;
}
