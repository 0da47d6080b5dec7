. "$CLIENTS/shell/job.sh"
echo "version: $(restic version | cut -d" " -f1,2)"
export RESTIC_REPOSITORY=s3:$S3_ENDPOINT/$BUCKET/repository RESTIC_PASSWORD=secret RESTIC_CACHE_DIR=$PWD/cache

restic init
mkdir files
ln large.bin files/large.bin
cp small.txt files/
restic backup --tag first files
rm files/large.bin
date >files/new.txt
restic backup files
equal 2 "$(restic snapshots --json | grep -o '"short_id"' | wc -l)" snapshots
restic check --read-data

restic restore --target first --tag first latest
same large.bin "first/files/large.bin"
restic forget --keep-last 1 --prune
restic check --read-data
restic restore --target last latest
diff -r files "last/files"
remove_bucket
