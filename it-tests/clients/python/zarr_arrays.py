"""TensorStore: a Zarr array in chunks, and a transaction over an optimistic key-value store."""

from importlib import metadata

import bucket
import job
import numpy
import tensorstore

print("version: tensorstore", metadata.version("tensorstore"))
bucket.create()
STORE = {
    "driver": "s3",
    "bucket": job.BUCKET,
    "endpoint": job.ENDPOINT,
    "aws_region": job.REGION,
    "aws_credentials": {"type": "environment"},
    "path": "a b/",
}
LARGE = numpy.frombuffer(job.part_of_large(0, 64 << 20), dtype=numpy.uint8).reshape(8192, 8192)


def array(**more):
    return tensorstore.open({"driver": "zarr3", "kvstore": STORE}, **more).result()


array(create=True, dtype=tensorstore.uint8, shape=LARGE.shape, chunk_layout=tensorstore.ChunkLayout(chunk_shape=[2048, 2048])).write(LARGE).result()
assert numpy.array_equal(LARGE, array().read().result())
assert numpy.array_equal(LARGE[2000:2100, 4000:4200], array()[2000:2100, 4000:4200].read().result())
# Writing a part of a chunk reads it, and replaces it if it is unchanged.
array()[10:20, 10:20].write(0).result()
job.equal(0, int(array()[10:20, 10:20].read().result().sum()))
assert numpy.array_equal(LARGE[20:40, 20:40], array()[20:40, 20:40].read().result())

store = tensorstore.KvStore.open({**STORE, "path": "values/"}).result()
first = store.write("k", b"one").result()
stale = store.write("k", b"two", if_equal=first.generation).result()
assert stale.generation != first.generation
refused = store.write("k", b"three", if_equal=first.generation).result()
job.equal(b"two", store.read("k").result().value)
assert refused.generation != stale.generation
job.equal([b"k"], store.list().result())
store.delete_range(tensorstore.KvStore.KeyRange()).result()
job.equal([], store.list().result())
bucket.delete()
