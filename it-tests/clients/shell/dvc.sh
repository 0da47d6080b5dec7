. "$CLIENTS/shell/job.sh"
echo "version: dvc $(dvc --version)"
export DVC_NO_ANALYTICS=true
make_bucket
dvc init --no-scm --quiet
dvc remote add --default store "s3://$BUCKET/a b"
dvc remote modify store endpointurl "$S3_ENDPOINT"
mkdir data
for i in $(seq 50); do echo "$i" >"data/$i"; done
cp large.bin data/

dvc add data
dvc push
cp -r data kept
rm -rf data .dvc/cache
dvc pull
diff -r kept data
dvc status --cloud | has 'in sync'

rm data/large.bin
dvc add data
dvc push
dvc gc --workspace --cloud --force
rm -rf data .dvc/cache
dvc pull
equal 50 "$(ls data | wc -l)" files
remove_bucket
