#!/bin/sh
# Sends a document to the RNDS, or to the homologation environment, and prints the id that it was given.
#   RNDS_AUTH_URL, RNDS_EHR_URL  where: base URLs of the hosts
#   RNDS_PFX, RNDS_PFX_PASSWORD  the system's certificate
#   RNDS_CA                      PEM of the authority that the hosts' certificate is of
#   RNDS_OPERATOR                CNS of the professional in whose name it is sent
# usage: send.sh document.json
set -eu
umask 077
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
trap 'exit 1' HUP INT TERM

openssl pkcs12 -in "$RNDS_PFX" -passin env:RNDS_PFX_PASSWORD -nodes -out "$folder/certificate.pem"

token=$(curl --silent --show-error --fail --cacert "$RNDS_CA" --cert "$folder/certificate.pem" \
  "$RNDS_AUTH_URL/api/token" | sed -n 's/.*"access_token" *: *"\([^"]*\)".*/\1/p')
[ -n "$token" ] || exit 1

# By a file: what stands on the command line can be read by others of the machine.
printf 'X-Authorization-Server: Bearer %s\n' "$token" > "$folder/headers"
status=$(curl --silent --show-error --cacert "$RNDS_CA" --header "@$folder/headers" \
  --header "Authorization: $RNDS_OPERATOR" --header 'User-Agent: exemplo-curl/1.0' \
  --header 'Content-Type: application/json' --data-binary "@$1" \
  --dump-header "$folder/answer-headers" --output "$folder/answer" --write-out '%{http_code}' \
  "$RNDS_EHR_URL/api/fhir/r4/Bundle")

if [ "$status" != 201 ]; then
  cat "$folder/answer" >&2
  exit 1
fi
# The id is what follows the last slash.
tr -d '\r' < "$folder/answer-headers" | sed -n 's#^location:.*/##Ip'
