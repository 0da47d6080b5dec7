. "$CLIENTS/shell/job.sh"
echo "version: $(rclone --version | sed -n 1p)"
export RCLONE_CONFIG_S3_TYPE=s3 RCLONE_CONFIG_S3_PROVIDER=Other RCLONE_CONFIG_S3_ENV_AUTH=true \
    RCLONE_CONFIG_S3_ENDPOINT=$S3_ENDPOINT RCLONE_CONFIG_S3_REGION=$AWS_REGION

rclone mkdir "s3:$BUCKET"
rclone backend versioning "s3:$BUCKET" Enabled
rclone backend versioning "s3:$BUCKET" | has Enabled
mkdir tree
cp small.txt "tree/smäll +1.txt"
ln large.bin tree/large.bin
rclone sync tree "s3:$BUCKET"

# Times of versions have seconds.
sleep 1.1
moment=$(date -u +%FT%TZ)
sleep 1.1
echo changed >"tree/smäll +1.txt"
rm tree/large.bin
rclone sync tree "s3:$BUCKET"
equal "smäll +1.txt" "$(rclone lsf "s3:$BUCKET")" current
equal 3 "$(rclone lsf --s3-versions "s3:$BUCKET" | wc -l)" "current and earlier"
rclone sync --s3-version-at "$moment" "s3:$BUCKET" then
cmp small.txt "then/smäll +1.txt"
cmp large.bin then/large.bin

rclone backend cleanup-hidden "s3:$BUCKET"
equal 1 "$(rclone lsf --s3-versions "s3:$BUCKET" | wc -l)" left
rclone purge "s3:$BUCKET"
refused rclone lsf "s3:$BUCKET"
