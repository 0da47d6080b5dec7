"""Python's s3fs, the file system that pandas, Dask and others open s3:// with."""

import job
import s3fs

print("version: s3fs", s3fs.__version__)
s3 = s3fs.S3FileSystem(endpoint_url=job.ENDPOINT, key=job.ACCESS_KEY, secret=job.SECRET_KEY)
s3.mkdir(job.BUCKET)
small, large = f"{job.BUCKET}/{job.NAME}", f"{job.BUCKET}/large.bin"

with s3.open(small, "wb") as out:
    out.write(job.SMALL)
job.equal(job.SMALL, s3.cat(small))
s3.put("large.bin", large)
s3.get(large, "down.bin")
job.same("down.bin")
job.equal(job.part_of_large(1000000, 1000000), s3.cat_file(large, start=1000000, end=2000000))
with s3.open(large) as stream:
    stream.seek(-1000, 2)
    job.equal(job.part_of_large(job.LARGE_SIZE - 1000, 1000), stream.read())
with s3.open(f"{job.BUCKET}/streamed", "wb") as out:
    for start in range(0, 60000000, 10000000):
        out.write(job.part_of_large(start, 10000000))
job.equal(60000000, s3.info(f"{job.BUCKET}/streamed")["size"])

s3.copy(large, f"{job.BUCKET}/deep/copy.bin")
s3.mv(f"{job.BUCKET}/deep/copy.bin", f"{job.BUCKET}/deep/moved.bin")
job.equal([f"{job.BUCKET}/a b", f"{job.BUCKET}/deep", large, f"{job.BUCKET}/streamed"], sorted(s3.ls(job.BUCKET, refresh=True)))
job.equal([f"{job.BUCKET}/deep/moved.bin", large], sorted(s3.glob(f"{job.BUCKET}/**/*.bin")))
with s3.open(small, "ab") as out:
    out.write(b"more")
job.equal(job.SMALL + b"more", s3.cat(small))

s3.rm(job.BUCKET, recursive=True)
assert not s3.exists(job.BUCKET)
