. "$CLIENTS/shell/job.sh"
echo "version: $(aws --version | cut -d" " -f1)"
s3() { aws --endpoint-url "$S3_ENDPOINT" s3 "$@"; }
s3api() { aws --endpoint-url "$S3_ENDPOINT" s3api "$@"; }

s3 mb "s3://$BUCKET"
s3 cp small.txt "s3://$BUCKET/a b/smäll+1.txt" --metadata color=green
s3 cp large.bin "s3://$BUCKET/large.bin"
equal 104857600 "$(s3api head-object --bucket "$BUCKET" --key large.bin --query ContentLength)" size
equal green "$(s3api head-object --bucket "$BUCKET" --key 'a b/smäll+1.txt' --query Metadata.color --output text)" metadata
s3 ls --recursive "s3://$BUCKET" | has ' 104857600 large.bin$'
s3 cp "s3://$BUCKET/large.bin" down.bin
same large.bin down.bin
s3 cp "s3://$BUCKET/a b/smäll+1.txt" - | cmp - small.txt

s3 cp "s3://$BUCKET/large.bin" "s3://$BUCKET/copy.bin"
s3api get-object --bucket "$BUCKET" --key copy.bin --range bytes=1000000-1999999 range.bin >/dev/null
slice 1000000 1000000 | cmp - range.bin
s3 mv "s3://$BUCKET/copy.bin" "s3://$BUCKET/moved.bin"
refused s3api head-object --bucket "$BUCKET" --key copy.bin

# Version 1 presigns with Signature Version 2 in us-east-1 unless told otherwise: docs/clients.md.
aws configure set default.s3.signature_version s3v4
curl -sSf "$(s3 presign "s3://$BUCKET/moved.bin")" | cmp - large.bin

mkdir -p tree/deep
for i in 1 2 3; do echo "$i" >"tree/deep/$i"; done
s3 sync tree "s3://$BUCKET/tree"
rm tree/deep/2
s3 sync --delete tree "s3://$BUCKET/tree"
s3 sync "s3://$BUCKET/tree" back
diff -r tree back

s3 rb --force "s3://$BUCKET"
refused s3api head-bucket --bucket "$BUCKET"
