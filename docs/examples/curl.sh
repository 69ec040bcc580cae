#!/bin/sh
# Primeira consulta ao Portal de Serviços com curl.
#   sh curl.sh
#   PORTAL_TOKEN=pds_… sh curl.sh
set -eu
PORTAL_URL="${PORTAL_URL:-http://localhost:4000}"

# O catálogo é aberto: não precisa de token. Com --retry, o curl espera o Retry-After de um 429 e repete.
curl --silent --show-error --fail-with-body --retry 3 "$PORTAL_URL/graphql" \
  --header 'content-type: application/json' \
  --data '{
    "query": "query ($text: String!) { services(filter: { text: $text }, first: 3) { edges { node { name portfolio { name } } } } }",
    "variables": { "text": "vacina" }
  }'
echo

# As suas solicitações: crie um token em Tokens de acesso, com o escopo requests:read.
# Um erro de GraphQL vem em "errors", com o seu código em extensions.code.
if [ -n "${PORTAL_TOKEN:-}" ]; then
  curl --silent --show-error --fail-with-body --retry 3 "$PORTAL_URL/graphql" \
    --header 'content-type: application/json' \
    --header "authorization: Bearer $PORTAL_TOKEN" \
    --data '{ "query": "{ accessRequests(first: 10) { edges { node { protocol state environment } } } }" }'
  echo
fi
