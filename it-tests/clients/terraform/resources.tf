provider "aws" {
  region = "REGION"
  access_key = "ACCESS_KEY"
  secret_key = "SECRET_KEY"
  skip_metadata_api_check = true
  skip_get_ec2_platforms = true
  skip_region_validation = true
  s3_force_path_style = true
  endpoints {
    iam = "ENDPOINT"
    sts = "ENDPOINT"
    s3 = "ENDPOINT"
  }
}
data "aws_caller_identity" "me" {}
data "aws_iam_policy_document" "read" {
  statement {
    actions = ["s3:GetObject", "ACTION"]
    resources = ["arn:aws:s3:::BUCKET", "arn:aws:s3:::BUCKET/*"]
  }
}
resource "aws_iam_user" "ann" {
  name = "BUCKET-ann"
  path = "/staff/"
  tags = { team = "TEAM" }
}
resource "aws_iam_user" "ben" { name = "BUCKET-ben" }
resource "aws_iam_access_key" "ann" { user = "${aws_iam_user.ann.name}" }
resource "aws_iam_policy" "read" {
  name = "BUCKET-read"
  description = "reads"
  policy = "${data.aws_iam_policy_document.read.json}"
}
resource "aws_iam_user_policy_attachment" "ann" { user = "${aws_iam_user.ann.name}" policy_arn = "${aws_iam_policy.read.arn}" }
resource "aws_iam_user_policy" "ann" {
  name = "own"
  user = "${aws_iam_user.ann.name}"
  policy = "${data.aws_iam_policy_document.read.json}"
}
resource "aws_iam_group" "staff" { name = "BUCKET-staff" }
resource "aws_iam_group_membership" "staff" {
  name = "m"
  group = "${aws_iam_group.staff.name}"
  users = ["${aws_iam_user.ann.name}", "${aws_iam_user.ben.name}"]
}
resource "aws_iam_user_group_membership" "ben" { user = "${aws_iam_user.ben.name}" groups = ["${aws_iam_group.two.name}"] }
resource "aws_iam_group" "two" { name = "BUCKET-two" }
resource "aws_iam_group_policy" "staff" {
  name = "inline"
  group = "${aws_iam_group.staff.name}"
  policy = "${data.aws_iam_policy_document.read.json}"
}
resource "aws_iam_group_policy_attachment" "staff" { group = "${aws_iam_group.staff.name}" policy_arn = "${aws_iam_policy.read.arn}" }
resource "aws_iam_role" "customer" {
  name = "BUCKET-customer"
  tags = { team = "TEAM" }
  assume_role_policy = <<P
{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"${aws_iam_user.ann.arn}"},"Action":"sts:AssumeRole"}]}
P
}
resource "aws_iam_role_policy" "customer" {
  name = "inline"
  role = "${aws_iam_role.customer.id}"
  policy = "${data.aws_iam_policy_document.read.json}"
}
resource "aws_iam_role_policy_attachment" "customer" { role = "${aws_iam_role.customer.name}" policy_arn = "${aws_iam_policy.read.arn}" }
resource "aws_s3_bucket" "b" {
  bucket = "BUCKET"
  force_destroy = true
  versioning { enabled = true }
  tags = { team = "TEAM" }
}
resource "aws_s3_bucket_policy" "b" {
  bucket = "${aws_s3_bucket.b.id}"
  policy = <<P
{"Version":"2012-10-17","Statement":[{"Sid":"ann","Effect":"Allow","Principal":{"AWS":"${aws_iam_user.ann.arn}"},"Action":"s3:PutObject","Resource":"arn:aws:s3:::BUCKET/*"}]}
P
}
resource "aws_s3_bucket_object" "o" { bucket = "${aws_s3_bucket.b.id}" key = "a/b" content = "from TEAM" }
output "account" { value = "${data.aws_caller_identity.me.account_id}" }
