. "$CLIENTS/shell/job.sh"
echo "version: mc $(grep -v "^#" "$CLIENTS/mc.txt" | cut -d@ -f2)"
mc alias set store "$S3_ENDPOINT" "$AWS_ACCESS_KEY_ID" "$AWS_SECRET_ACCESS_KEY" --api S3v4 --path on
b=store/$BUCKET
mc mb "$b"
mc version enable "$b"
mc version info "$b" | has enabled
echo first >first.txt
echo second >second.txt
mc cp first.txt "$b/notes.txt"
mc cp second.txt "$b/notes.txt"
mc ls --versions "$b" | has 'v1 PUT notes.txt'
version() {
    mc ls --versions --json "$b" | grep '"key":"notes.txt"' | grep "\"versionOrdinal\":$1" | grep -o '"versionId":"[^"]*"' | cut -d'"' -f4
}
mc cat --version-id "$(version 1)" "$b/notes.txt" | cmp - first.txt
mc rm "$b/notes.txt"
refused mc stat "$b/notes.txt"
mc undo "$b/notes.txt"
mc cat "$b/notes.txt" | cmp - second.txt
mc tag set --version-id "$(version 1)" "$b/notes.txt" 'colour=blue'
mc tag list --version-id "$(version 1)" "$b/notes.txt" | has blue
mc version suspend "$b"
mc version info "$b" | has suspended
mc rm --recursive --force --versions "$b"
equal "" "$(mc ls --versions "$b")" "versions left"
mc ilm rule add --expire-days 30 --noncurrent-expire-days 7 "$b"
mc ilm rule ls "$b" | has 30
mc ilm rule rm --all --force "$b"
mc rb "$b"

# A bucket with object lock.
l=store/$BUCKET-locked
mc mb --with-lock "$l"
mc retention set --default GOVERNANCE 1d "$l"
mc retention info --default "$l" | has GOVERNANCE
mc cp first.txt "$l/kept.txt"
mc retention info "$l/kept.txt" | has GOVERNANCE
mc legalhold set "$l/kept.txt"
mc legalhold info "$l/kept.txt" | has ON
refused mc rm --versions --force "$l/kept.txt"
mc legalhold clear "$l/kept.txt"
refused mc rm --versions --force "$l/kept.txt"
mc rm --recursive --force --versions --bypass "$l"
mc rb "$l"
