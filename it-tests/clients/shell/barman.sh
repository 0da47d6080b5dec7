. "$CLIENTS/shell/job.sh"
work=$(mktemp -d)
chmod 755 "$work"
cd "$work"
echo "version: $(barman-cloud-backup --version)"
for place in /usr/lib/postgresql/*/bin; do PATH=$place:$PATH; done
make_bucket

# PostgreSQL does not run as root, and Barman reads its files.
as() { if [ "$(id -u)" -eq 0 ]; then setpriv --reuid=postgres --regid=postgres --clear-groups "$@"; else "$@"; fi; }
trap 'as pg_ctl -D "$work/pg" -m immediate stop >/dev/null 2>&1 || true; rm -rf "$work"' EXIT
mkdir pg restored socket log
[ "$(id -u)" -ne 0 ] || chown -R postgres .
# barman VERB ARGUMENT...: of the cloud commands, for the one server of this job.
barman() { verb=$1; shift; as "barman-cloud-$verb" --endpoint-url "$S3_ENDPOINT" "s3://$BUCKET/a b" main "$@"; }
sql() { as psql -h "$work/socket" -d postgres -Atqc "$1"; }
start() { as pg_ctl -D "$work/$1" -w -l "$work/log/postgres.log" start; }
stop() { as pg_ctl -D "$work/$1" -m fast -w stop; }

as initdb -D "$work/pg" -A trust >/dev/null
cat >>pg/postgresql.conf <<EOF
listen_addresses = ''
unix_socket_directories = '$work/socket'
archive_mode = on
archive_command = 'barman-cloud-wal-archive --gzip --endpoint-url $S3_ENDPOINT "s3://$BUCKET/a b" main %p'
restore_command = 'barman-cloud-wal-restore --endpoint-url $S3_ENDPOINT "s3://$BUCKET/a b" main %f %p'
EOF
start pg
backup() { as barman-cloud-backup --immediate-checkpoint -h "$work/socket" -d postgres --endpoint-url "$S3_ENDPOINT" "$@" "s3://$BUCKET/a b" main; }
sql "CREATE TABLE numbers AS SELECT n, md5(n::text) AS text FROM generate_series(1, 300000) n"
backup --gzip
# What comes after the backup is in the archived log alone.
sql "INSERT INTO numbers VALUES (0, 'last')"
sql "SELECT pg_switch_wal()" >/dev/null
stop pg
first=$(barman backup-list --format json | python3 -c 'import json, sys; print(json.load(sys.stdin)["backups_list"][0]["backup_id"])')

as rm -rf restored
as mkdir -m 700 restored
barman restore "$first" "$work/restored"
as touch restored/recovery.signal
start restored
for _ in $(seq 300); do [ "$(sql 'SELECT pg_is_in_recovery()')" = f ] && break || sleep 0.1; done
equal 300001 "$(sql 'SELECT count(*) FROM numbers')" rows

backup
barman backup-delete --retention-policy 'REDUNDANCY 1'
equal 1 "$(barman backup-list --format json | grep -o '"backup_id"' | wc -l)" backups
stop restored
remove_bucket
