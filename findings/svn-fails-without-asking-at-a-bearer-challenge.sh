#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Software: Subversion's client (subversion=1.14.2-4+deb12u1) over libserf.
# Guess: a client that sent Basic credentials and is answered 401 says that they are wrong, whatever the challenge is.
# Seen:  where the only challenge is Bearer (RFC 6750), svn says that the requested authentication type isn't supported
#        (E120191), so that an expired token looks like a server that can't do Basic. With a Basic challenge beside the
#        Bearer one it says that authentication failed (E215004 or E170001).
set -euo pipefail
packages=(subversion=1.14.2-4+deb12u1 libsvn1=1.14.2-4+deb12u1)

dir=$(mktemp -d)
pid=
finish() {
    [ -z "$pid" ] || kill "$pid" 2>/dev/null || true
    rm -rf "$dir"
}
trap finish EXIT
cd "$dir"
apt-get download -q "${packages[@]}" >/dev/null 2>&1 || { echo "not available: ${packages[*]}" >&2; exit 1; }
for deb in ./*.deb; do dpkg-deb -x "$deb" root; done
LD_LIBRARY_PATH=$dir/$(dirname "$(find root -name 'libsvn_client-1.so.1' | head -n 1)")
export LD_LIBRARY_PATH

cat >server.py <<'PY'
import http.server

BEARER = ("WWW-Authenticate", 'Bearer realm="Portal", error="invalid_token"')
BASIC = ("WWW-Authenticate", 'Basic realm="Portal"')


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def refuse(self):
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        basic_first = "Authorization" not in self.headers
        self.send_response(401)
        for name, value in ([BASIC] if basic_first else [BASIC, BEARER] if "/both" in self.path else [BEARER]):
            self.send_header(name, value)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_OPTIONS = do_PROPFIND = do_GET = refuse

    def log_message(self, *words):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
print(server.server_address[1], flush=True)
server.serve_forever()
PY
/usr/bin/python3 server.py >port &
pid=$!
while [ ! -s port ]; do sleep 0.1; done
ask() {
    timeout 30 root/usr/bin/svn info --non-interactive --no-auth-cache --config-dir "$dir/conf" --username bob \
        --password wrong "http://127.0.0.1:$(cat port)/$1" 2>&1 || true
}
alone=$(ask bearer)
both=$(ask both)
grep -q 'E120191' <<<"$alone"
grep -q 'requested authentication type(s) are not supported' <<<"$alone"
if grep -q 'E120191' <<<"$both"; then exit 1; fi
grep -Eq 'E215004|E170001' <<<"$both"
echo "seen: Bearer alone: $(grep -o 'E120191.*' <<<"$alone"); Basic and Bearer: $(grep -Eom1 '(E215004|E170001).*' <<<"$both")"
