"""Rust's object_store, by its Python binding obstore."""

import datetime
import importlib.metadata

import bucket
import job
import obstore
from obstore.exceptions import AlreadyExistsError, PreconditionError
from obstore.store import S3Store

print("version: obstore", importlib.metadata.version("obstore"))
bucket.create()
s3 = S3Store(job.BUCKET, endpoint=job.ENDPOINT, client_options={"allow_http": True})

created = obstore.put(s3, job.NAME, job.SMALL, attributes={"Content-Type": "text/x-test"})
job.equal(job.SMALL, bytes(obstore.get(s3, job.NAME).bytes()))
job.equal("text/x-test", obstore.get(s3, job.NAME).attributes["Content-Type"])
with open("large.bin", "rb") as stream:
    obstore.put(s3, "large.bin", stream)
with open("down.bin", "wb") as out:
    for chunk in obstore.get(s3, "large.bin").stream():
        out.write(chunk)
job.same("down.bin")
job.equal(job.part_of_large(1000000, 1000000), bytes(obstore.get_range(s3, "large.bin", start=1000000, length=1000000)))

# The store's own way to take turns: create if absent, replace if unchanged.
job.refused(AlreadyExistsError, lambda: obstore.put(s3, job.NAME, b"", mode="create"))
replaced = obstore.put(s3, job.NAME, b"second", mode={"e_tag": created["e_tag"]})
assert replaced["e_tag"] != created["e_tag"]
job.refused(PreconditionError, lambda: obstore.put(s3, job.NAME, b"third", mode={"e_tag": created["e_tag"]}))

obstore.copy(s3, "large.bin", "deep/copy.bin")
obstore.rename(s3, "deep/copy.bin", "deep/moved.bin")
listed = [item["path"] for batch in obstore.list(s3) for item in batch]
job.equal([job.NAME, "deep/moved.bin", "large.bin"], sorted(listed))
job.equal({"a b", "deep"}, set(obstore.list_with_delimiter(s3)["common_prefixes"]))

url = obstore.sign(s3, "PUT", "presigned", expires_in=datetime.timedelta(minutes=5))
job.fetch(url, "PUT", b"by anyone")
job.equal(b"by anyone", bytes(obstore.get(s3, "presigned").bytes()))

obstore.delete(s3, listed + ["presigned"])
job.equal([], list(obstore.list(s3)))
bucket.delete()
