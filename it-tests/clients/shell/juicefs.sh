. "$CLIENTS/shell/job.sh"
echo "version: $(juicefs version | cut -d+ -f1)"
make_bucket
meta=sqlite3://$PWD/meta.db
juicefs format --storage s3 --bucket "$S3_ENDPOINT/$BUCKET" \
    --access-key "$AWS_ACCESS_KEY_ID" --secret-key "$AWS_SECRET_ACCESS_KEY" --trash-days 0 "$meta" volume
mkdir mounted
mounting() {
    juicefs mount --background --no-usage-report --cache-dir "$PWD/cache-$1" --log "$PWD/mount.log" "$meta" mounted
}
unmount() { juicefs umount mounted; }
trap 'juicefs umount --force mounted 2>/dev/null || true' EXIT

mounting one
cp large.bin small.txt mounted/
mkdir mounted/deep
mv mounted/small.txt "mounted/deep/a b.txt"
echo more >>"mounted/deep/a b.txt"
sync
unmount

# With a cache that is empty, everything comes from the bucket.
mounting two
same large.bin mounted/large.bin
{ cat small.txt; echo more; } | cmp - "mounted/deep/a b.txt"
slice 50000000 100000 | cmp - <(slice 50000000 100000 mounted/large.bin)
juicefs fsck "$meta"
rm mounted/large.bin
unmount
juicefs gc --delete "$meta"
juicefs fsck "$meta"
juicefs destroy --yes "$meta" "$(juicefs status "$meta" 2>/dev/null | sed -n 's/.*"UUID": "\(.*\)".*/\1/p')"
remove_bucket
