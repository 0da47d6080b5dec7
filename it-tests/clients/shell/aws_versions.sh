. "$CLIENTS/shell/job.sh"
echo "version: $(aws --version | cut -d" " -f1)"
s3api() { aws --endpoint-url "$S3_ENDPOINT" --output text s3api "$@"; }
here() { s3api "$1" --bucket "$BUCKET" "${@:2}"; }

s3api create-bucket --bucket "$BUCKET" --object-lock-enabled-for-bucket
equal Enabled "$(here get-bucket-versioning --query Status)" "lock without versions"
first=$(here put-object --key notes.txt --body small.txt --query VersionId)
echo changed >changed.txt
here put-object --key notes.txt --body changed.txt
here get-object --key notes.txt --version-id "$first" old.txt
same small.txt old.txt

marker=$(here delete-object --key notes.txt --query VersionId)
refused here head-object --key notes.txt
equal "$marker" "$(here list-object-versions --query 'DeleteMarkers[?IsLatest].VersionId')" marker
here delete-object --key notes.txt --version-id "$marker"
here copy-object --key notes.txt --copy-source "$BUCKET/notes.txt?versionId=$first"
here get-object --key notes.txt back.txt
same small.txt back.txt
equal 3 "$(here list-object-versions --query 'length(Versions)')" versions

until=$(date -u -d "+1 hour" +%FT%TZ)
here put-object-retention --key notes.txt --version-id "$first" --retention "Mode=GOVERNANCE,RetainUntilDate=$until"
refused here delete-object --key notes.txt --version-id "$first"
here delete-object --key notes.txt --version-id "$first" --bypass-governance-retention
held=$(here head-object --key notes.txt --query VersionId)
here put-object-legal-hold --key notes.txt --legal-hold Status=ON
refused here delete-object --key notes.txt --version-id "$held" --bypass-governance-retention
here put-object-legal-hold --key notes.txt --legal-hold Status=OFF
here put-bucket-lifecycle-configuration --lifecycle-configuration '{"Rules": [{"ID": "old", "Status": "Enabled",
    "Filter": {"Prefix": ""}, "NoncurrentVersionExpiration": {"NoncurrentDays": 30, "NewerNoncurrentVersions": 3}}]}'
equal 3 "$(here get-bucket-lifecycle-configuration --query 'Rules[0].NoncurrentVersionExpiration.NewerNoncurrentVersions')" rules

refused s3api delete-bucket --bucket "$BUCKET"
for version in $(here list-object-versions --query 'Versions[].VersionId'); do
    here delete-object --key notes.txt --version-id "$version"
done
s3api delete-bucket --bucket "$BUCKET"
