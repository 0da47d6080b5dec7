"""docs/minio_users.py with an export in the form of `mc admin cluster iam export`, and what the new keys may do."""

import json
import os
import subprocess
import sys
import zipfile

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

import job

print("version: boto3", boto3.__version__)
PREFIX = job.BUCKET + "-"
SCRIPT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../../docs/minio_users.py")
config = Config(retries={"total_max_attempts": 1}, s3={"addressing_style": "path"})


def client(service, **keys):
    return boto3.client(service, endpoint_url=job.ENDPOINT, region_name=job.REGION, config=config, **keys)


def statement(*actions, **more):
    return dict({"Effect": "Allow", "Action": list(actions), "Resource": [f"arn:aws:s3:::{job.BUCKET}/*"]}, **more)


def policy(*statements):
    return {"Version": "2012-10-17", "Statement": list(statements)}


reads, writes, admin, odd = (PREFIX + name for name in ("reads", "writes", "admin", "odd"))
alice, bob, off, key, narrow, staff = (PREFIX + name for name in ("alice", "bob", "off", "key", "narrow", "staff"))
export = {
    "policies.json": {
        reads: policy(statement("s3:GetObject")),
        writes: policy(statement("s3:PutObject", Sid="", Condition={})),
        admin: policy({"Effect": "Allow", "Action": ["admin:*"]}, {"Effect": "Allow", "Action": ["kms:*"]}),
        odd: policy(statement("s3:GetObject", Condition={"StringEquals": {"jwt:sub": "x"}})),
    },
    "users.json": {
        alice: {"secretKey": "alicesecret", "status": "enabled"},
        bob: {"secretKey": "bobsecret1", "status": "enabled"},
        off: {"secretKey": "offsecret1", "status": "disabled"},
    },
    "groups.json": {
        staff: {"version": 1, "status": "enabled", "members": [alice, bob], "updatedAt": "2024-01-01T00:00:00Z"},
        PREFIX + "gone": {"version": 1, "status": "disabled", "members": [bob]},
    },
    "svcaccts.json": {
        key: {"parent": alice, "accessKey": key, "secretKey": "keysecret1", "groups": [staff], "claims": {},
              "sessionPolicy": None, "status": "on", "name": "", "description": "", "expiration": None},
        narrow: {"parent": alice, "accessKey": narrow, "secretKey": "narrowsecret", "status": "on",
                 "sessionPolicy": policy(statement("s3:GetObject"))},
    },
    "user_mappings.json": {alice: {"version": 1, "policy": f"{writes},{odd}", "updatedAt": "2024-01-01T00:00:00Z"}},
    "group_mappings.json": {staff: {"version": 1, "policy": reads}},
    "stsuser_mappings.json": {"cn=eve": {"version": 1, "policy": reads}},
}
with zipfile.ZipFile("old-iam-info.zip", "w") as file:
    for name, content in export.items():
        file.writestr("iam-assets/" + name, json.dumps(content))


def run():
    done = subprocess.run(
        [sys.executable, SCRIPT, "old-iam-info.zip", job.ENDPOINT], check=True, text=True, capture_output=True
    )
    return {line.split("\t")[0]: line.split("\t")[1:] for line in done.stdout.splitlines()}, done.stderr


keys, reported = run()
job.equal({alice, bob, off, key}, set(keys))
for words in (
    f"policy {admin}: what it says of the administration of MinIO is left out",
    f"policy {odd} is not moved",
    f"user {alice} has no policy {odd}",
    f"group {PREFIX}gone is not moved",
    f"access key {narrow} of {alice} is not moved",
    "users of LDAP or OpenID are not moved: cn=eve",
):
    assert words in reported, (words, reported)
job.equal({}, run()[0])

root = client("s3")
root.create_bucket(Bucket=job.BUCKET)
root.put_object(Bucket=job.BUCKET, Key="a", Body=b"a")


def answers(old):
    _, new, secret = keys[old]
    s3 = client("s3", aws_access_key_id=new, aws_secret_access_key=secret)
    codes = []
    for operation in (lambda: s3.get_object(Bucket=job.BUCKET, Key="a"),
                      lambda: s3.put_object(Bucket=job.BUCKET, Key="b", Body=b"b")):
        try:
            operation()
            codes.append("yes")
        except ClientError as error:
            codes.append(error.response["Error"]["Code"])
    return codes


job.equal(["yes", "yes"], answers(alice))
job.equal(["yes", "yes"], answers(key))
job.equal(["yes", "AccessDenied"], answers(bob))
job.equal(["InvalidAccessKeyId", "InvalidAccessKeyId"], answers(off))

# Nothing is left.
iam = client("iam")
for name in (alice, bob, off, key):
    for one in iam.list_access_keys(UserName=name)["AccessKeyMetadata"]:
        iam.delete_access_key(UserName=name, AccessKeyId=one["AccessKeyId"])
    for one in iam.list_attached_user_policies(UserName=name)["AttachedPolicies"]:
        iam.detach_user_policy(UserName=name, PolicyArn=one["PolicyArn"])
    for one in iam.list_groups_for_user(UserName=name)["Groups"]:
        iam.remove_user_from_group(UserName=name, GroupName=one["GroupName"])
    iam.delete_user(UserName=name)
iam.detach_group_policy(GroupName=staff, PolicyArn=f"arn:aws:iam::000000000000:policy/{reads}")
iam.delete_group(GroupName=staff)
for name in (reads, writes):
    iam.delete_policy(PolicyArn=f"arn:aws:iam::000000000000:policy/{name}")
for name in ("a", "b"):
    root.delete_object(Bucket=job.BUCKET, Key=name)
root.delete_bucket(Bucket=job.BUCKET)
