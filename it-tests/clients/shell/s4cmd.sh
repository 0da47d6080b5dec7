. "$CLIENTS/shell/job.sh"
echo "version: s4cmd $(python3 -c 'from importlib import metadata; print(metadata.version("s4cmd"))')"
s4() { s4cmd --endpoint-url="$S3_ENDPOINT" "$@"; }
b=s3://$BUCKET
s4 mb "$b"
s4 put small.txt "$b/deep/small.txt"
s4 put --multipart-split-size=8388608 --max-singlepart-upload-size=16777216 large.bin "$b/large.bin"
s4 get "$b/deep/small.txt" small.down
same small.txt small.down
s4 get "$b/large.bin" large.down
same large.bin large.down
mkdir -p tree/one tree/two
cp small.txt tree/one/
head -c 100000 large.bin >tree/two/part.bin
s4 dsync tree "$b/tree"
s4 ls -r "$b/tree" | has tree/two/part.bin
s4 cp "$b/tree/one/small.txt" "$b/copy.txt"
s4 mv "$b/copy.txt" "$b/moved.txt"
refused s4 get "$b/copy.txt" nothing
s4 dsync "$b/tree" back
diff -r tree back
equal "$(stat -c %s large.bin)" "$(s4 du -r "$b/large.bin" | grep -oE '[0-9]+' | head -1)" size
s4 del -r "$b/"
remove_bucket
