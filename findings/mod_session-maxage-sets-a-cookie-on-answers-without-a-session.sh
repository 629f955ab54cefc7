#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Software: mod_session and mod_session_cookie of Apache httpd (apache2-bin=2.4.71-1~deb12u1).
# Guess: a request that brings no session, writes none and signs nobody in gets no Set-Cookie.
# Seen:  with SessionMaxAge every answer below "Session On" sets the cookie, also one of a client that never signed in;
#        without SessionMaxAge there is none. A client of an API that keeps no cookies is sent one with each answer.
set -euo pipefail
packages=(apache2-bin=2.4.71-1~deb12u1 libapr1=1.7.2-3+deb12u1 libaprutil1=1.6.3-1+deb12u1)

dir=$(mktemp -d)
pid=
finish() {
    [ -z "$pid" ] || kill "$pid" 2>/dev/null || true
    rm -rf "$dir"
}
trap finish EXIT
cd "$dir"
chmod 755 .
apt-get download -q "${packages[@]}" >/dev/null 2>&1 || { echo "not available: ${packages[*]}" >&2; exit 1; }
for deb in ./*.deb; do dpkg-deb -x "$deb" root; done
modules=$dir/root/usr/lib/apache2/modules
LD_LIBRARY_PATH=$dir/$(dirname "$(find root -name 'libaprutil-1.so.0')")
export LD_LIBRARY_PATH

mkdir -p htdocs/aged htdocs/plain
echo hello | tee htdocs/aged/page.txt >htdocs/plain/page.txt
port=$((20000 + RANDOM % 20000))
cat >httpd.conf <<CONF
ServerRoot $dir
ServerName localhost
PidFile $dir/pid
DefaultRuntimeDir $dir
Listen 127.0.0.1:$port
ErrorLog $dir/error.log
User www-data
Group www-data
DocumentRoot $dir/htdocs
LoadModule mpm_event_module $modules/mod_mpm_event.so
LoadModule authz_core_module $modules/mod_authz_core.so
LoadModule session_module $modules/mod_session.so
LoadModule session_cookie_module $modules/mod_session_cookie.so
<Location "/aged">
    Session On
    SessionCookieName session path=/
    SessionMaxAge 600
</Location>
<Location "/plain">
    Session On
    SessionCookieName session path=/
</Location>
CONF
root/usr/sbin/apache2 -f "$dir/httpd.conf" -DFOREGROUND &
pid=$!
ask() {
    curl -s -D - -o /dev/null --retry 20 --retry-connrefused --retry-delay 1 "http://127.0.0.1:$port/$1/page.txt"
}
aged=$(ask aged | tr -d '\r')
plain=$(ask plain | tr -d '\r')
grep -q '^HTTP/1.1 200' <<<"$aged"
grep -q '^HTTP/1.1 200' <<<"$plain"
grep -qi '^set-cookie: session=' <<<"$aged"
if grep -qi "^set-cookie:" <<<"$plain"; then exit 1; fi
echo "seen: with SessionMaxAge $(grep -iom1 '^set-cookie: session=[^;]*;Max-Age=[0-9]*' <<<"$aged" | sed 's/expiry=[0-9]*/expiry=…/'); without it none"
