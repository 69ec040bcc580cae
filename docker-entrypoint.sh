#!/bin/sh
# Runs the service whose folder is given, as process 1's only child: signals reach it.
set -eu
cd "/app/$1"
exec node dist/main.js
