. "$CLIENTS/shell/job.sh"
echo "version: $(rclone --version | sed -n 1p)"
export RCLONE_CONFIG_S3_TYPE=s3 RCLONE_CONFIG_S3_PROVIDER=Other RCLONE_CONFIG_S3_ENV_AUTH=true \
    RCLONE_CONFIG_S3_ENDPOINT=$S3_ENDPOINT RCLONE_CONFIG_S3_REGION=$AWS_REGION

rclone mkdir "s3:$BUCKET"
mkdir -p tree/deep
cp small.txt "tree/deep/smäll +1.txt"
ln large.bin tree/large.bin
touch tree/empty
rclone sync tree "s3:$BUCKET/tree"
rclone check tree "s3:$BUCKET/tree"
rclone check --download tree "s3:$BUCKET/tree"
equal 3 "$(rclone lsf -R --files-only "s3:$BUCKET/tree" | wc -l)" listed
rclone cat --offset 1000000 --count 1000000 "s3:$BUCKET/tree/large.bin" | cmp - <(slice 1000000 1000000)

rclone sync "s3:$BUCKET/tree" "s3:$BUCKET/copy"
rclone check "s3:$BUCKET/tree" "s3:$BUCKET/copy"
rclone moveto "s3:$BUCKET/copy/large.bin" "s3:$BUCKET/copy/moved.bin"
rm tree/empty
rclone sync tree "s3:$BUCKET/tree"
rclone sync "s3:$BUCKET/tree" back
diff -r tree back

head -c 20000000 large.bin | rclone rcat "s3:$BUCKET/streamed"
rclone cat "s3:$BUCKET/streamed" | cmp - <(slice 0 20000000)
curl -sSf "$(rclone link "s3:$BUCKET/copy/moved.bin")" | cmp - large.bin

rclone purge "s3:$BUCKET"
refused rclone lsf "s3:$BUCKET"
