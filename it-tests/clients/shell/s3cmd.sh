. "$CLIENTS/shell/job.sh"
echo "version: $(s3cmd --version)"
cat >.s3cfg <<EOF
[default]
access_key = $AWS_ACCESS_KEY_ID
secret_key = $AWS_SECRET_ACCESS_KEY
host_base = $S3_HOST
host_bucket = $S3_HOST
use_https = False
EOF
options=("$@")
s3() { s3cmd --no-progress ${options[@]+"${options[@]}"} "$@"; }

s3 mb "s3://$BUCKET"
s3 put --add-header=x-amz-meta-color:green small.txt "s3://$BUCKET/a b/smäll+1.txt"
s3 put large.bin "s3://$BUCKET/large.bin"
s3 ls --recursive "s3://$BUCKET" | has "104857600 .* s3://$BUCKET/large.bin$"
s3 info "s3://$BUCKET/a b/smäll+1.txt" | has 'color: green'
s3 get "s3://$BUCKET/large.bin" down.bin
same large.bin down.bin
head -c 60000000 large.bin >continued.bin
s3 get --continue "s3://$BUCKET/large.bin" continued.bin
same large.bin continued.bin

s3 cp "s3://$BUCKET/large.bin" "s3://$BUCKET/copy.bin"
s3 modify --add-header=x-amz-meta-color:blue "s3://$BUCKET/copy.bin"
s3 info "s3://$BUCKET/copy.bin" | has 'color: blue'
s3 mv "s3://$BUCKET/copy.bin" "s3://$BUCKET/moved.bin"
s3 get "s3://$BUCKET/moved.bin" moved.bin
same large.bin moved.bin

mkdir -p tree/deep
for i in 1 2 3; do echo "$i" >"tree/deep/$i"; done
s3 sync tree/ "s3://$BUCKET/tree/"
rm tree/deep/2
s3 sync --delete-removed tree/ "s3://$BUCKET/tree/"
mkdir back
s3 sync "s3://$BUCKET/tree/" back/
diff -r tree back
s3 du "s3://$BUCKET"

s3 del --recursive --force "s3://$BUCKET"
s3 rb "s3://$BUCKET"
refused s3 ls "s3://$BUCKET"
