"""Sends a document to the RNDS, or to the homologation environment, and prints the id that it was given.

RNDS_AUTH_URL, RNDS_EHR_URL: base URLs of the hosts. RNDS_CERTIFICATE: PEM of the system's certificate with its key.
RNDS_CA: PEM of the authority that the hosts' certificate is of. RNDS_OPERATOR: CNS of the professional.
Usage: python3 send.py document.json
"""

import json
import os
import ssl
import sys
import urllib.error
import urllib.request

AUTH = os.environ["RNDS_AUTH_URL"]
EHR = os.environ["RNDS_EHR_URL"]
CA = os.environ["RNDS_CA"]


def ask(url, context, headers=None, data=None):
    asked = urllib.request.Request(url, data=data, headers={"User-Agent": "exemplo-python/1.0", **(headers or {})})
    return urllib.request.urlopen(asked, context=context, timeout=60)


def access_token():
    """One for many calls: good for 30 minutes. `expires_in` is in milliseconds."""
    context = ssl.create_default_context(cafile=CA)
    context.load_cert_chain(os.environ["RNDS_CERTIFICATE"])
    with ask(f"{AUTH}/api/token", context) as answer:
        return json.load(answer)["access_token"]


def send(path):
    with open(path, "rb") as file:
        document = file.read()
    headers = {
        "X-Authorization-Server": f"Bearer {access_token()}",
        "Authorization": os.environ["RNDS_OPERATOR"],
        "Content-Type": "application/json",
    }
    context = ssl.create_default_context(cafile=CA)
    with ask(f"{EHR}/api/fhir/r4/Bundle", context, headers, document) as answer:
        return answer.headers["location"].rsplit("/", 1)[-1]


if __name__ == "__main__":
    try:
        print(send(sys.argv[1]))
    except urllib.error.HTTPError as refusal:
        # All that is wrong is told at once, in an OperationOutcome.
        sys.exit(refusal.read().decode())
