"""Delta Lake: a table whose writers take turns by conditional writes."""

import bucket
import deltalake
import job
import pyarrow
from deltalake.exceptions import CommitFailedError

print("version: deltalake", deltalake.__version__)
bucket.create()
TABLE = f"s3://{job.BUCKET}/a b/table"
OPTIONS = {"AWS_ENDPOINT_URL": job.ENDPOINT, "AWS_ALLOW_HTTP": "true"}


def rows(first, count):
    return pyarrow.table({"id": pyarrow.array(range(first, first + count), pyarrow.int64()), "part": [i % 3 for i in range(count)]})


def opened(version=None):
    return deltalake.DeltaTable(TABLE, version=version, storage_options=OPTIONS)


def ids(table):
    return sorted(table.to_pyarrow_table().column("id").to_pylist())


deltalake.write_deltalake(TABLE, rows(0, 1000), partition_by=["part"], storage_options=OPTIONS)
deltalake.write_deltalake(TABLE, rows(1000, 1000), mode="append", storage_options=OPTIONS)
job.equal(list(range(2000)), ids(opened()))
job.equal(list(range(1000)), ids(opened(version=0)))

# Two who change the same rows of the same version: the commit of one is refused.
one, two = opened(), opened()
one.delete("id >= 1500")
job.refused(CommitFailedError, lambda: two.delete("id >= 1900"))
job.equal(list(range(1500)), ids(opened()))

table = opened()
table.optimize.compact()
removed = table.vacuum(retention_hours=0, enforce_retention_duration=False, dry_run=False)
assert removed, "nothing to remove"
job.equal(list(range(1500)), ids(opened()))
bucket.delete()
