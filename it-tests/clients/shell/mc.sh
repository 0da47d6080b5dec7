. "$CLIENTS/shell/job.sh"
echo "version: mc $(grep -v "^#" "$CLIENTS/mc.txt" | cut -d@ -f2)"
mc alias set store "$S3_ENDPOINT" "$AWS_ACCESS_KEY_ID" "$AWS_SECRET_ACCESS_KEY" --api S3v4 --path on
b=store/$BUCKET
mc mb "$b"
mc cp --attr 'title=a b;Cache-Control=max-age=60' small.txt "$b/deep/a b.txt"
mc cp large.bin "$b/large.bin"
mc cat "$b/large.bin" | cmp - large.bin
mc stat "$b/deep/a b.txt" | has '[Tt]itle *: a b'
equal "$(stat -c %s large.bin)" "$(mc stat --json "$b/large.bin" | grep -o '"size":[0-9]*' | cut -d: -f2)" size

mkdir -p tree/one tree/two
cp small.txt tree/one/
slice 0 100000 >tree/two/part.bin
mc mirror tree "$b/tree"
rm -r tree/one
mc mirror --remove --overwrite tree "$b/tree"
mc mirror "$b/tree" back
diff -r tree back
mc find "$b" --name '*.bin' | has tree/two/part.bin
mc du "$b" | has "$BUCKET"

mc tag set "$b/large.bin" 'colour=blue&kind=random'
mc tag list "$b/large.bin" | has blue
mc tag remove "$b/large.bin"
equal "" "$(mc tag list "$b/large.bin" 2>&1 | grep blue || true)" "tags left"
url=$(mc share download --expire 5m "$b/deep/a b.txt" | sed -n 's/^Share: //p')
curl -sSf "$url" | cmp - small.txt

mc cp "$b/large.bin" "$b/copy.bin"
mc mv "$b/copy.bin" "$b/moved.bin"
refused mc stat "$b/copy.bin"
mc cat "$b/moved.bin" | cmp - large.bin
mc rm --bypass "$b/moved.bin"
refused mc stat "$b/moved.bin"
mc rm --recursive --force --bypass "$b"
equal "" "$(mc ls --recursive "$b")" "objects left"
mc rb "$b"
