"""boto3 in buckets that keep versions: undelete, a bucket as it was, object lock, lifecycle rules."""

import datetime
import os
import re
import subprocess
import time

import boto3
from botocore.exceptions import ClientError

import job

print("version: boto3", boto3.__version__)
PAGE = os.path.join(os.environ["CLIENTS"], "..", "..", "docs", "versions.md")
LOCKED = job.BUCKET + "-locked"
s3 = boto3.client("s3", endpoint_url=job.ENDPOINT)


def put(key, body, bucket=job.BUCKET, **more):
    return s3.put_object(Bucket=bucket, Key=key, Body=body, **more)["VersionId"]


def get(key, **more):
    return s3.get_object(Bucket=job.BUCKET, Key=key, **more)["Body"].read()


def listed():
    """All versions and delete markers, as pairs of key and id."""
    pairs = []
    for page in s3.get_paginator("list_object_versions").paginate(Bucket=job.BUCKET, PaginationConfig={"PageSize": 3}):
        for entry in page.get("Versions", []) + page.get("DeleteMarkers", []):
            pairs.append((entry["Key"], entry["VersionId"]))
    return pairs


# Versions, and what hides them.
s3.create_bucket(Bucket=job.BUCKET)
s3.put_object(Bucket=job.BUCKET, Key=job.NAME, Body=b"before")
s3.put_bucket_versioning(Bucket=job.BUCKET, VersioningConfiguration={"Status": "Enabled"})
job.equal("Enabled", s3.get_bucket_versioning(Bucket=job.BUCKET)["Status"])
first = put(job.NAME, b"first", Metadata={"number": "1"}, Tagging="kind=text")
second = put(job.NAME, job.SMALL)
job.equal(b"before", get(job.NAME, VersionId="null"))
job.equal(b"first", get(job.NAME, VersionId=first))
job.equal("1", s3.head_object(Bucket=job.BUCKET, Key=job.NAME, VersionId=first)["Metadata"]["number"])
job.equal(
    [{"Key": "kind", "Value": "text"}],
    s3.get_object_tagging(Bucket=job.BUCKET, Key=job.NAME, VersionId=first)["TagSet"],
)
job.equal(job.SMALL, get(job.NAME))
job.equal([(job.NAME, second), (job.NAME, first), (job.NAME, "null")], listed())

marker = s3.delete_object(Bucket=job.BUCKET, Key=job.NAME)
job.equal(True, marker["DeleteMarker"])
job.refused(s3.exceptions.NoSuchKey, lambda: get(job.NAME))
s3.delete_object(Bucket=job.BUCKET, Key=job.NAME, VersionId=marker["VersionId"])
job.equal(job.SMALL, get(job.NAME))
source = {"Bucket": job.BUCKET, "Key": job.NAME, "VersionId": first}
s3.copy(source, job.BUCKET, "copied")
job.equal(b"first", get("copied"))
s3.upload_file("large.bin", job.BUCKET, "large")
s3.upload_file("small.txt", job.BUCKET, "large")
old = s3.list_object_versions(Bucket=job.BUCKET, Prefix="large")["Versions"][1]["VersionId"]
s3.download_file(job.BUCKET, "large", "back.bin", ExtraArgs={"VersionId": old})
job.same("back.bin")

# The script of the page, which makes a bucket what it was at a moment.
def restore(moment, script=re.search(r"```python\n(.*?)```", open(PAGE, encoding="utf-8").read(), re.S).group(1)):
    with open("restore.py", "w", encoding="utf-8") as file:
        file.write(script)
    call = ["python3", "restore.py", job.BUCKET, moment]
    return subprocess.run(call, env={**os.environ, "AWS_ENDPOINT_URL": job.ENDPOINT}, stderr=subprocess.PIPE, text=True)


def within_a_second(key, *bodies):
    """Writes versions, and a delete marker for None, all of the same second."""
    for _ in range(20):
        ids = [put(key, body) if body else s3.delete_object(Bucket=job.BUCKET, Key=key)["VersionId"] for body in bodies]
        answer = s3.list_object_versions(Bucket=job.BUCKET, Prefix=key)
        entries = answer["Versions"] + answer["DeleteMarkers"]
        if len({entry["LastModified"] for entry in entries if entry["VersionId"] in ids}) == 1:
            return
    raise AssertionError("a second is too short for " + key)


described = {"Metadata": {"number": "7"}, "CacheControl": "no-store", "ContentType": "text/x-large"}
s3.upload_file("large.bin", job.BUCKET, "described", ExtraArgs={**described, "Tagging": "kind=large&size=a+b"})
within_a_second("deleted", b"1", None)
within_a_second("written again", b"1", None, b"2")
within_a_second("deleted again", b"1", None, b"2", None)
time.sleep(1.1)
moment = datetime.datetime.now(datetime.timezone.utc).isoformat()
time.sleep(1.1)
put(job.NAME, b"encrypted by somebody")
put("ransom.txt", b"pay")
for key in ("large", "described", "written again"):
    s3.delete_object(Bucket=job.BUCKET, Key=key)
put("deleted again", b"pay")
job.equal(0, restore(moment).returncode)
job.equal(job.SMALL, get(job.NAME))
job.equal(job.SMALL, get("large"))
job.equal(b"2", get("written again"))
for key in ("ransom.txt", "deleted", "deleted again"):
    job.refused(s3.exceptions.NoSuchKey, lambda: get(key))


def same_as_described():
    s3.download_file(job.BUCKET, "described", "back.bin")
    job.same("back.bin")
    head = s3.head_object(Bucket=job.BUCKET, Key="described")
    job.equal(described, {name: head[name] for name in described})
    tags = s3.get_object_tagging(Bucket=job.BUCKET, Key="described")["TagSet"]
    job.equal({"kind": "large", "size": "a b"}, {tag["Key"]: tag["Value"] for tag in tags})


same_as_described()
s3.delete_object(Bucket=job.BUCKET, Key="described")
text = open("restore.py", encoding="utf-8").read()
assert "5 << 30" in text
job.equal(0, restore(moment, text.replace("5 << 30", "1 << 20")).returncode)
same_as_described()
for wrong in ("2026-11-29T18:00:00", "yesterday"):
    refusal = restore(wrong)
    job.equal(1, refusal.returncode)
    assert "2026-11-29T18:00:00+00:00" in refusal.stderr and "Traceback" not in refusal.stderr, refusal.stderr

# Lifecycle rules.
rules = [
    {
        "ID": "old",
        "Status": "Enabled",
        "Filter": {"And": {"Prefix": "logs/", "Tags": [{"Key": "kind", "Value": "log"}]}},
        "Expiration": {"Days": 30},
        "NoncurrentVersionExpiration": {"NoncurrentDays": 7, "NewerNoncurrentVersions": 2},
    }
]
s3.put_bucket_lifecycle_configuration(Bucket=job.BUCKET, LifecycleConfiguration={"Rules": rules})
job.equal(rules, s3.get_bucket_lifecycle_configuration(Bucket=job.BUCKET)["Rules"])
put("logs/a", b"log", Tagging="kind=log")
assert 'rule-id="old"' in s3.head_object(Bucket=job.BUCKET, Key="logs/a")["Expiration"]

# Object lock.
s3.create_bucket(Bucket=LOCKED, ObjectLockEnabledForBucket=True)
until = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=1)
held = put("key", b"held", LOCKED, ObjectLockLegalHoldStatus="ON")
kept = put("key", b"kept", LOCKED, ObjectLockMode="GOVERNANCE", ObjectLockRetainUntilDate=until)


def remove(version, **more):
    s3.delete_object(Bucket=LOCKED, Key="key", VersionId=version, **more)


job.refused(ClientError, lambda: remove(held))
job.refused(ClientError, lambda: remove(held, BypassGovernanceRetention=True))
job.refused(ClientError, lambda: remove(kept))
job.equal("GOVERNANCE", s3.get_object_retention(Bucket=LOCKED, Key="key", VersionId=kept)["Retention"]["Mode"])
remove(kept, BypassGovernanceRetention=True)
s3.put_object_legal_hold(Bucket=LOCKED, Key="key", VersionId=held, LegalHold={"Status": "OFF"})
job.equal("OFF", s3.get_object_legal_hold(Bucket=LOCKED, Key="key", VersionId=held)["LegalHold"]["Status"])
remove(held)
s3.put_object_lock_configuration(
    Bucket=LOCKED,
    ObjectLockConfiguration={
        "ObjectLockEnabled": "Enabled",
        "Rule": {"DefaultRetention": {"Mode": "GOVERNANCE", "Days": 1}},
    },
)
kept = put("key", b"kept by default", LOCKED)
job.equal("GOVERNANCE", s3.head_object(Bucket=LOCKED, Key="key")["ObjectLockMode"])
remove(kept, BypassGovernanceRetention=True)
s3.delete_bucket(Bucket=LOCKED)

boto3.resource("s3", endpoint_url=job.ENDPOINT).Bucket(job.BUCKET).object_versions.delete()
job.equal([], listed())
s3.delete_bucket(Bucket=job.BUCKET)
