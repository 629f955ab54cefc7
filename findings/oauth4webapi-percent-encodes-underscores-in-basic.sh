#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Software: oauth4webapi@3.8.8 (npm), the library below openid-client, on Node.js.
# Guess: RFC 6749 section 2.3.1 wants client id and secret form-urlencoded in Basic, and form-urlencoding leaves "_" and
#        "-" as they are; so an id of letters, digits, "_" and "-" arrives as it is.
# Seen:  both are percent-encoded. A server that compares without decoding, as RFC 7617 has it, sees another user name.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts oauth4webapi@3.8.8 >npm.log 2>&1 || { cat npm.log >&2; exit 1; }
cat >ask.mjs <<'JS'
import * as oauth from "oauth4webapi";

const headers = new Headers();
oauth.ClientSecretBasic("a_secret-1")({}, { client_id: "ci_bot-1" }, new URLSearchParams(), headers);
console.log(atob(headers.get("authorization").replace("Basic ", "")));
JS
sent=$(node ask.mjs)
[ "$sent" = "ci%5Fbot%2D1:a%5Fsecret%2D1" ]
echo "seen: ci_bot-1 with a_secret-1 is sent as $sent"
