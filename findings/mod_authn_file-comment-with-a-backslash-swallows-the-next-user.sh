#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Software: mod_authn_file of Apache httpd (apache2-bin=2.4.71-1~deb12u1).
# Guess: each line of an AuthUserFile is a line: a comment ends where its line ends.
# Seen:  the file is read as a configuration file is. A backslash at the end of a line, also of a comment, joins it with
#        the next one: the user of that line can't sign in, with the right password, and configtest says nothing.
set -euo pipefail
packages=(apache2-bin=2.4.71-1~deb12u1 apache2-utils=2.4.71-1~deb12u1 libapr1=1.7.2-3+deb12u1
    libaprutil1=1.6.3-1+deb12u1)

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

mkdir htdocs
echo hello >htdocs/page.txt
{
    root/usr/bin/htpasswd -nbB alice alicepw
    printf '# moved here from D:\\\n'
    root/usr/bin/htpasswd -nbB bob bobpw
    root/usr/bin/htpasswd -nbB carol carolpw
} | grep -v '^$' >users
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
LoadModule authn_core_module $modules/mod_authn_core.so
LoadModule authn_file_module $modules/mod_authn_file.so
LoadModule authz_core_module $modules/mod_authz_core.so
LoadModule authz_user_module $modules/mod_authz_user.so
LoadModule auth_basic_module $modules/mod_auth_basic.so
<Location "/">
    AuthType Basic
    AuthName "Portal"
    AuthUserFile $dir/users
    Require valid-user
</Location>
CONF
checked=$(root/usr/sbin/apache2 -f "$dir/httpd.conf" -t 2>&1)
root/usr/sbin/apache2 -f "$dir/httpd.conf" -DFOREGROUND &
pid=$!
ask() {
    curl -s -o page -w '%{http_code}' -u "$1:$1pw" "http://127.0.0.1:$port/page.txt"
}
for _ in {1..100}; do
    curl -s -o page "http://127.0.0.1:$port/" && break
    sleep 0.1
done
answers="alice $(ask alice), bob $(ask bob), carol $(ask carol)"
[ "$checked" = "Syntax OK" ]
[ "$answers" = "alice 200, bob 401, carol 200" ]
grep -q 'AH01618: user bob not found' error.log
echo "seen: $answers; configtest: $checked; log: $(grep -o 'user bob not found[^ ]*' error.log | head -n 1)"
