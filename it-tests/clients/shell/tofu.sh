. "$CLIENTS/shell/job.sh"
echo "version: $(tofu version | sed -n 1p)"
objects() { /usr/bin/aws --endpoint-url "$S3_ENDPOINT" s3 ls --recursive "s3://$BUCKET"; }
make_bucket
cat >main.tf <<EOF
terraform {
  backend "s3" {
    bucket                      = "$BUCKET"
    key                         = "env/a b.tfstate"
    region                      = "$AWS_REGION"
    use_lockfile                = true
    use_path_style              = true
    endpoints                   = { s3 = "$S3_ENDPOINT" }
    skip_credentials_validation = true
    skip_requesting_account_id  = true
    skip_metadata_api_check     = true
  }
}
variable "value" {}
resource "terraform_data" "thing" {
  input = var.value
  provisioner "local-exec" {
    command = "touch running; while ! [ -e go ]; do sleep 0.1; done"
  }
}
output "value" { value = terraform_data.thing.output }
EOF
tofu init -no-color

# While one holds the lock, nobody else changes anything.
tofu apply -no-color -auto-approve -var value=one &
for _ in $(seq 600); do [ -e running ] && break || sleep 0.1; done
objects | has 'a b.tfstate.tflock$'
refused tofu apply -no-color -auto-approve -lock-timeout=0 -var value=two
touch go
wait $!
equal one "$(tofu output -raw value)" output

tofu apply -no-color -auto-approve -var value=two
equal two "$(tofu output -raw value)" output
tofu workspace new -no-color other
tofu workspace list | has other
tofu workspace select -no-color default
tofu workspace delete -no-color other
tofu destroy -no-color -auto-approve -var value=two
equal "" "$(objects | grep tflock || true)" "locks left"
remove_bucket
