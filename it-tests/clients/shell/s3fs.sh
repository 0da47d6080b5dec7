. "$CLIENTS/shell/job.sh"
echo "version: $(s3fs --version | sed -n '1s/.* \(V[0-9.]*\) .*/s3fs \1/p')"
printf '%s:%s\n' "$AWS_ACCESS_KEY_ID" "$AWS_SECRET_ACCESS_KEY" >password
chmod 600 password
make_bucket
mkdir mount
trap 'fusermount -uz mount 2>/dev/null || true' EXIT
mounted() { s3fs "$BUCKET" mount -o "url=$S3_ENDPOINT,use_path_request_style,passwd_file=password"; }

mounted
mkdir -p mount/deep/er
cp small.txt "mount/deep/er/smäll +1.txt"
cp large.bin mount/large.bin
fusermount -u mount
mounted # nothing is left in its cache
same small.txt "mount/deep/er/smäll +1.txt"
same large.bin mount/large.bin
slice 1000000 1000000 mount/large.bin | cmp - <(slice 1000000 1000000)
chmod 640 mount/large.bin
mv mount/large.bin mount/deep/moved.bin
cp mount/deep/moved.bin mount/copy.bin
printf end >>mount/deep/moved.bin
equal 104857603 "$(stat -c %s mount/deep/moved.bin)" size
equal 640 "$(stat -c %a mount/deep/moved.bin)" mode
equal "copy.bin deep" "$(ls mount | xargs)" listed
rm -r mount/deep mount/copy.bin
equal "" "$(ls mount)" emptied
fusermount -u mount
remove_bucket
