"""boto3 and its transfer manager."""

import boto3
import botocore.config
import botocore.exceptions
import job

print("version: boto3", boto3.__version__)
s3 = boto3.client("s3", endpoint_url=job.ENDPOINT)
s3.create_bucket(Bucket=job.BUCKET)

s3.put_object(Bucket=job.BUCKET, Key=job.NAME, Body=job.SMALL, Metadata={"color": "green"}, ContentType="text/x-test")
found = s3.get_object(Bucket=job.BUCKET, Key=job.NAME)
job.equal(job.SMALL, found["Body"].read())
job.equal({"color": "green"}, found["Metadata"])
job.equal("text/x-test", found["ContentType"])

s3.upload_file("large.bin", job.BUCKET, "large.bin")
s3.download_file(job.BUCKET, "large.bin", "down.bin")
job.same("down.bin")
found = s3.get_object(Bucket=job.BUCKET, Key="large.bin", Range="bytes=1000000-1999999")
job.equal(job.part_of_large(1000000, 1000000), found["Body"].read())

s3.copy({"Bucket": job.BUCKET, "Key": "large.bin"}, job.BUCKET, "managed-copy.bin")
s3.copy_object(Bucket=job.BUCKET, Key="copy.bin", CopySource={"Bucket": job.BUCKET, "Key": "large.bin"})
for key in ("copy.bin", "managed-copy.bin"):
    s3.download_file(job.BUCKET, key, "down.bin")
    job.same("down.bin")
s3.copy_object(Bucket=job.BUCKET, Key="small copy", CopySource={"Bucket": job.BUCKET, "Key": job.NAME})

for number in range(25):
    s3.put_object(Bucket=job.BUCKET, Key=f"page/{number:02}", Body=b"")
pages = s3.get_paginator("list_objects_v2").paginate(Bucket=job.BUCKET, Prefix="page/", PaginationConfig={"PageSize": 7})
job.equal([f"page/{number:02}" for number in range(25)], [item["Key"] for page in pages for item in page["Contents"]])
found = s3.list_objects_v2(Bucket=job.BUCKET, Delimiter="/")
job.equal(["a b/", "page/"], [item["Prefix"] for item in found["CommonPrefixes"]])

try:
    s3.put_object(Bucket=job.BUCKET, Key=job.NAME, Body=b"", IfNoneMatch="*")
    raise AssertionError("overwritten")
except botocore.exceptions.ClientError as error:
    job.equal("PreconditionFailed", error.response["Error"]["Code"])

# In us-east-1 boto3 presigns with Signature Version 2 unless told otherwise: docs/clients.md.
v4 = boto3.client("s3", endpoint_url=job.ENDPOINT, config=botocore.config.Config(signature_version="s3v4"))
place = {"Bucket": job.BUCKET, "Key": "presigned"}
job.fetch(v4.generate_presigned_url("put_object", place), "PUT", b"by anyone")
job.equal(b"by anyone", job.fetch(v4.generate_presigned_url("get_object", place)))

bucket = boto3.resource("s3", endpoint_url=job.ENDPOINT).Bucket(job.BUCKET)
bucket.objects.all().delete()
bucket.delete()
job.refused(botocore.exceptions.ClientError, lambda: s3.head_bucket(Bucket=job.BUCKET))
