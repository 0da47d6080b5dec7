. "$CLIENTS/shell/job.sh"
echo "version: litestream $(litestream version)"
make_bucket
cat >litestream.yml <<EOF
dbs:
  - path: $PWD/app.db
    replica:
      type: s3
      bucket: $BUCKET
      path: backups/app
      endpoint: $S3_ENDPOINT
      region: $AWS_REGION
      force-path-style: true
      sync-interval: 100ms
EOF
sql() { python3 -c 'import sqlite3, sys; c = sqlite3.connect(sys.argv[1], timeout=30)
for line in sys.argv[2:]: print(*[v for row in c.execute(line) for v in row])
c.commit()' "$@"; }

sql app.db 'PRAGMA journal_mode = WAL' 'CREATE TABLE t (id INTEGER PRIMARY KEY, v BLOB)' >/dev/null
# The database grows while it is replicated; what is committed before the end is in the bucket after it.
litestream replicate -config litestream.yml >replicate.log 2>&1 &
replicate=$!
# Stopped before it has begun, it would leave nothing to restore.
for i in $(seq 300); do
    ! litestream restore -config litestream.yml -o probe.db "$PWD/app.db" >/dev/null 2>&1 || break
    sleep 0.1
done
for i in $(seq 20); do
    sql app.db "INSERT INTO t (v) VALUES (randomblob(65536))"
done >/dev/null
kill -INT "$replicate"
wait "$replicate" || { cat replicate.log; fail "replicate ended with an error"; }

litestream restore -config litestream.yml -o restored.db "$PWD/app.db"
equal ok "$(sql restored.db 'PRAGMA integrity_check')" integrity
equal 20 "$(sql restored.db 'SELECT count(*) FROM t')" rows
content='SELECT group_concat(id || hex(v)) FROM (SELECT * FROM t ORDER BY id)'
equal "$(sql app.db "$content" | sha256sum)" "$(sql restored.db "$content" | sha256sum)" content
remove_bucket
