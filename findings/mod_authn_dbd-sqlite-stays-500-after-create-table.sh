#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Software: mod_authn_dbd of Apache httpd (apache2-bin=2.4.71-1~deb12u1) on apr-util's SQLite driver
#           (libaprutil1-dbd-sqlite3=1.6.3-1+deb12u1).
# Guess: SQLite prepares a statement again by itself when the schema has changed, so that a table which another program
#        makes in the same file doesn't matter to sign-ins.
# Seen:  the driver prepares by the old interface, which doesn't. One CREATE TABLE of an unrelated table, and every
#        sign-in on that connection is answered by 500 until httpd is restarted.
set -euo pipefail
packages=(apache2-bin=2.4.71-1~deb12u1 apache2-utils=2.4.71-1~deb12u1 libapr1=1.7.2-3+deb12u1
    libaprutil1=1.6.3-1+deb12u1 libaprutil1-dbd-sqlite3=1.6.3-1+deb12u1 sqlite3=3.40.1-2+deb12u2)

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
export LD_LIBRARY_PATH=$LD_LIBRARY_PATH:$LD_LIBRARY_PATH/apr-util-1

hash=$(root/usr/bin/htpasswd -nbB alice alicepw | cut -d: -f2 | tr -d '\n')
mkdir data htdocs
echo hello >htdocs/index.txt
root/usr/bin/sqlite3 data/users.db "CREATE TABLE users(name TEXT, pw TEXT); INSERT INTO users VALUES ('alice', '$hash')"
chmod 777 data
chmod 666 data/users.db
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
LoadModule authz_core_module $modules/mod_authz_core.so
LoadModule authz_user_module $modules/mod_authz_user.so
LoadModule auth_basic_module $modules/mod_auth_basic.so
LoadModule dbd_module $modules/mod_dbd.so
LoadModule authn_dbd_module $modules/mod_authn_dbd.so
StartServers 1
ServerLimit 1
ThreadsPerChild 2
MaxRequestWorkers 2
DBDriver sqlite3
DBDParams $dir/data/users.db
DBDMin 1
DBDKeep 1
DBDMax 1
<Location "/">
    AuthType Basic
    AuthName "Portal"
    AuthBasicProvider dbd
    AuthDBDUserPWQuery "SELECT pw FROM users WHERE name = %s"
    Require valid-user
</Location>
CONF
root/usr/sbin/apache2 -f "$dir/httpd.conf" -DFOREGROUND &
pid=$!
ask() {
    curl -s -o page -w '%{http_code}' -u alice:alicepw "http://127.0.0.1:$port/index.txt"
}
for _ in {1..100}; do
    curl -s -o page "http://127.0.0.1:$port/" && break
    sleep 0.1
done
before=$(ask)
root/usr/bin/sqlite3 data/users.db 'CREATE TABLE unrelated(x INTEGER)'
after="$(ask) $(ask) $(ask)"
[ "$before" = 200 ]
[ "$after" = "500 500 500" ]
grep -q 'AH01656: Query execution error' error.log
echo "seen: sign-in $before before CREATE TABLE unrelated, $after after it: $(grep -om1 'database schema has changed' error.log)"
