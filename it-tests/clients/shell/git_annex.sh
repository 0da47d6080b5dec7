. "$CLIENTS/shell/job.sh"
echo "version: git-annex $(git annex version --raw)"
git config --global user.name annex
git config --global user.email annex@example.org
git config --global annex.security.allowed-ip-addresses "${S3_HOST%:*}"
git init -q store
cd store
git annex init -q
cp ../small.txt 'a b.txt'
cp ../large.bin large.bin
git annex add -q .
git commit -qm first
# remote NAME OPTION...: a special remote of that name in the one bucket.
remote() {
    git annex initremote "$1" type=S3 encryption=none host="${S3_HOST%:*}" port="${S3_HOST#*:}" protocol=http \
        requeststyle=path bucket="$BUCKET" fileprefix="$1/" "${@:2}"
}
remote whole
remote parts partsize=20MiB chunk=60MiB
remote exported exporttree=yes

for name in whole parts; do
    git annex copy -q --to "$name" .
    git annex fsck -q --from "$name"
    git annex drop -q --numcopies=1 .
    refused test -s large.bin
    git annex get -q --from "$name" .
    same large.bin ../large.bin
done
git annex export -q HEAD --to exported
git mv 'a b.txt' renamed.txt
git commit -qm second
git annex export -q HEAD --to exported
git annex fsck -q --from exported
git annex whereis renamed.txt | has exported

# It keeps its identity in the bucket, and never removes that.
git annex drop -q --from whole .
git annex drop -q --from parts .
git annex find --in whole --or --in parts | { ! grep .; }
remove_bucket
