#!/bin/sh
# Runs the service whose folder is given, with the arguments after it, as process 1's only child: signals reach it.
set -eu
cd "/app/$1"
shift
exec node dist/main.js "$@"
