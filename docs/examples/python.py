# Primeira consulta ao Portal de Serviços em Python 3, sem instalar nada.
#   python3 python.py
#   PORTAL_TOKEN=pds_… python3 python.py
import json
import os
import time
from urllib.error import HTTPError
from urllib.request import Request, urlopen

PORTAL_URL = os.environ.get("PORTAL_URL", "http://localhost:4000")
PORTAL_TOKEN = os.environ.get("PORTAL_TOKEN")


def ask(query, variables=None, token=None):
    headers = {"content-type": "application/json"}
    if token:
        headers["authorization"] = f"Bearer {token}"
    body = json.dumps({"query": query, "variables": variables or {}}).encode()
    try:
        response = urlopen(Request(f"{PORTAL_URL}/graphql", body, headers))
    except HTTPError as error:
        if error.code == 429:
            # Nada foi executado: espere o que o Portal pede e repita.
            time.sleep(int(error.headers.get("retry-after", 1)))
            return ask(query, variables, token)
        response = error  # 4xx: o corpo traz os erros.
    with response:
        answer = json.load(response)
    if "errors" in answer:
        raise SystemExit("\n".join(f"{e['extensions']['code']}: {e['message']}" for e in answer["errors"]))
    return answer["data"]


# O catálogo é aberto: não precisa de token.
data = ask(
    """query ($text: String!) {
      services(filter: { text: $text }, first: 3) { edges { node { name portfolio { name } } } }
    }""",
    {"text": "vacina"},
)
for edge in data["services"]["edges"]:
    print(f"{edge['node']['portfolio']['name']}: {edge['node']['name']}")

# As suas solicitações: crie um token em Tokens de acesso, com o escopo requests:read.
if PORTAL_TOKEN:
    data = ask("{ accessRequests(first: 10) { edges { node { protocol state environment } } } }", token=PORTAL_TOKEN)
    for edge in data["accessRequests"]["edges"]:
        print(edge["node"]["protocol"], edge["node"]["state"], edge["node"]["environment"])
