"""Makes and removes the bucket for clients that cannot, with botocore."""

import botocore.session
import job

s3 = botocore.session.get_session().create_client("s3", endpoint_url=job.ENDPOINT)


def create():
    s3.create_bucket(Bucket=job.BUCKET)


def delete():
    for page in s3.get_paginator("list_objects_v2").paginate(Bucket=job.BUCKET):
        keys = [{"Key": item["Key"]} for item in page.get("Contents", [])]
        if keys:
            job.equal(None, s3.delete_objects(Bucket=job.BUCKET, Delete={"Objects": keys}).get("Errors"))
    s3.delete_bucket(Bucket=job.BUCKET)
