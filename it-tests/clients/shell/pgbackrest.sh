. "$CLIENTS/shell/job.sh"
work=$(mktemp -d)
chmod 755 "$work"
cd "$work"
echo "version: $(pgbackrest version)"
for place in /usr/lib/postgresql/*/bin; do PATH=$place:$PATH; done
make_bucket

# pgBackRest speaks nothing but TLS to S3, and PostgreSQL does not run as root.
tls_port=$(python3 -c 'import socket; s = socket.create_server(("127.0.0.1", 0)); print(s.getsockname()[1])')
openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=127.0.0.1 -keyout tls.pem -out tls.crt 2>/dev/null
cat tls.crt >>tls.pem
socat OPENSSL-LISTEN:"$tls_port",bind=127.0.0.1,fork,reuseaddr,cert=tls.pem,verify=0 "TCP:$S3_HOST" &
tls=$!
as() { if [ "$(id -u)" -eq 0 ]; then setpriv --reuid=postgres --regid=postgres --clear-groups "$@"; else "$@"; fi; }
trap 'as pg_ctl -D "$work/pg" -m immediate stop >/dev/null 2>&1 || true; kill $tls; rm -rf "$work"' EXIT
mkdir pg socket log lock spool
cat >pgbackrest.conf <<EOF
[global]
repo1-type=s3
repo1-path=/a-b
repo1-s3-bucket=$BUCKET
repo1-s3-endpoint=127.0.0.1:$tls_port
repo1-s3-uri-style=path
repo1-s3-region=$AWS_REGION
repo1-s3-key=$AWS_ACCESS_KEY_ID
repo1-s3-key-secret=$AWS_SECRET_ACCESS_KEY
repo1-storage-verify-tls=n
repo1-retention-full=1
log-path=$work/log
lock-path=$work/lock
spool-path=$work/spool
log-level-console=info
start-fast=y
[main]
pg1-path=$work/pg
pg1-socket-path=$work/socket
EOF
[ "$(id -u)" -ne 0 ] || chown -R postgres .
backrest() { as pgbackrest --config="$work/pgbackrest.conf" --stanza=main "$@"; }
sql() { as psql -h "$work/socket" -d postgres -Atqc "$1"; }
start() { as pg_ctl -D "$work/pg" -w -l "$work/log/postgres.log" start; }

as initdb -D "$work/pg" -A trust >/dev/null
cat >>pg/postgresql.conf <<EOF
listen_addresses = ''
unix_socket_directories = '$work/socket'
archive_mode = on
archive_command = 'pgbackrest --config=$work/pgbackrest.conf --stanza=main archive-push %p'
EOF
start
backrest stanza-create
backrest check
sql "CREATE TABLE numbers AS SELECT n, md5(n::text) AS text FROM generate_series(1, 300000) n"
backrest backup --type=full
sql "INSERT INTO numbers VALUES (0, 'last')"
backrest backup --type=incr
backrest info | has 'status: ok'
backrest verify

as pg_ctl -D "$work/pg" -m fast -w stop
as rm -rf "$work/pg"
as mkdir -m 700 "$work/pg"
backrest restore
start
for _ in $(seq 300); do [ "$(sql 'SELECT pg_is_in_recovery()')" = f ] && break || sleep 0.1; done
equal "300001" "$(sql 'SELECT count(*) FROM numbers')" rows
backrest backup --type=full
backrest expire
equal 1 "$(backrest info | grep -c 'full backup:')" backups
as pg_ctl -D "$work/pg" -m fast -w stop
backrest stop
backrest stanza-delete --force
remove_bucket
