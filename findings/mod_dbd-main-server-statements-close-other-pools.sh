#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Software: mod_dbd and mod_authn_dbd of Apache httpd (apache2-bin=2.4.71-1~deb12u1), apr-util's SQLite driver.
# Guess: a virtual host with a DBDriver and DBDParams of its own has a pool of its own, which knows nothing of the
#        statements that the main server prepares for the main server's database.
# Seen:  mod_dbd hands the main server's statements down to the pool of every virtual host. The main server's
#        AuthDBDUserPWQuery is prepared on the other database, which has no such table; no connection of that pool
#        opens, and child_init says so. configtest says "Syntax OK".
set -euo pipefail
packages=(apache2-bin=2.4.71-1~deb12u1 libapr1=1.7.2-3+deb12u1 libaprutil1=1.6.3-1+deb12u1
    libaprutil1-dbd-sqlite3=1.6.3-1+deb12u1 sqlite3=3.40.1-2+deb12u2)

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
LD_LIBRARY_PATH=$(dirname "$(find root -name 'libaprutil-1.so.0')")
export LD_LIBRARY_PATH=$dir/$LD_LIBRARY_PATH:$dir/$LD_LIBRARY_PATH/apr-util-1

root/usr/bin/sqlite3 users.db 'CREATE TABLE users(name TEXT, pw TEXT)'
root/usr/bin/sqlite3 other.db 'CREATE TABLE other(x INTEGER)'
chmod 666 ./*.db
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
LoadModule mpm_event_module $modules/mod_mpm_event.so
LoadModule authn_core_module $modules/mod_authn_core.so
LoadModule authz_core_module $modules/mod_authz_core.so
LoadModule auth_basic_module $modules/mod_auth_basic.so
LoadModule dbd_module $modules/mod_dbd.so
LoadModule authn_dbd_module $modules/mod_authn_dbd.so
DBDriver sqlite3
DBDParams $dir/users.db
<Location "/">
    AuthDBDUserPWQuery "SELECT pw FROM users WHERE name = %s"
</Location>
<VirtualHost 127.0.0.1:1>
    ServerName other.invalid
    DBDriver sqlite3
    DBDParams $dir/other.db
</VirtualHost>
CONF
checked=$(root/usr/sbin/apache2 -f "$dir/httpd.conf" -t 2>&1)
root/usr/sbin/apache2 -f "$dir/httpd.conf" -DFOREGROUND &
pid=$!
for _ in {1..100}; do
    grep -q 'AH00636' error.log 2>/dev/null && break
    sleep 0.1
done
[ "$checked" = "Syntax OK" ]
grep -q 'AH00632: failed to prepare SQL statements: no such table: users' error.log
grep -q 'AH00636' error.log
echo "seen: configtest says \"$checked\"; the virtual host's pool says: $(grep -om1 'AH00632.*' error.log)"
