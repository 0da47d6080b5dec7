"""MinIO's Python client."""

import io
import job
import minio
from minio.commonconfig import REPLACE, ComposeSource, CopySource
from minio.deleteobjects import DeleteObject

print("version: minio", minio.__version__)
s3 = minio.Minio(job.HOST, access_key=job.ACCESS_KEY, secret_key=job.SECRET_KEY, secure=False)
s3.make_bucket(job.BUCKET)
assert s3.bucket_exists(job.BUCKET)

s3.put_object(job.BUCKET, job.NAME, io.BytesIO(job.SMALL), len(job.SMALL), metadata={"color": "green"})
found = s3.get_object(job.BUCKET, job.NAME)
job.equal(job.SMALL, found.read())
job.equal("green", s3.stat_object(job.BUCKET, job.NAME).metadata["x-amz-meta-color"])

s3.fput_object(job.BUCKET, "large.bin", "large.bin")
s3.fget_object(job.BUCKET, "large.bin", "down.bin")
job.same("down.bin")
found = s3.get_object(job.BUCKET, "large.bin", offset=1000000, length=1000000)
job.equal(job.part_of_large(1000000, 1000000), found.read())
with open("large.bin", "rb") as stream:
    s3.put_object(job.BUCKET, "stream.bin", stream, -1, part_size=10 * 1024 * 1024)

s3.copy_object(job.BUCKET, "copy.bin", CopySource(job.BUCKET, "large.bin"), metadata={"color": "blue"}, metadata_directive=REPLACE)
job.equal("blue", s3.stat_object(job.BUCKET, "copy.bin").metadata["x-amz-meta-color"])
s3.compose_object(job.BUCKET, "composed.bin", [ComposeSource(job.BUCKET, "large.bin"), ComposeSource(job.BUCKET, job.NAME)])
job.equal(job.LARGE_SIZE + len(job.SMALL), s3.stat_object(job.BUCKET, "composed.bin").size)

job.equal(
    [job.NAME, "composed.bin", "copy.bin", "large.bin", "stream.bin"],
    [item.object_name for item in s3.list_objects(job.BUCKET, recursive=True)],
)
job.fetch(s3.presigned_put_object(job.BUCKET, "presigned"), "PUT", b"by anyone")
job.equal(b"by anyone", job.fetch(s3.presigned_get_object(job.BUCKET, "presigned")))

names = [item.object_name for item in s3.list_objects(job.BUCKET, recursive=True)]
job.equal([], list(s3.remove_objects(job.BUCKET, [DeleteObject(name) for name in names])))
s3.remove_bucket(job.BUCKET)
assert not s3.bucket_exists(job.BUCKET)
