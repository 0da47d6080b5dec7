"""Apache Arrow's S3 file system and datasets."""

import job
import pyarrow
import pyarrow.compute
import pyarrow.dataset
import pyarrow.fs
import pyarrow.parquet

print("version: pyarrow", pyarrow.__version__)
s3 = pyarrow.fs.S3FileSystem(endpoint_override=job.ENDPOINT, allow_bucket_creation=True, allow_bucket_deletion=True)
local = pyarrow.fs.LocalFileSystem()
s3.create_dir(job.BUCKET)
large = f"{job.BUCKET}/large.bin"

with s3.open_output_stream(f"{job.BUCKET}/{job.NAME}", metadata={"Content-Type": "text/x-test"}) as out:
    out.write(job.SMALL)
with s3.open_input_stream(f"{job.BUCKET}/{job.NAME}") as stream:
    job.equal(job.SMALL, stream.read())
    job.equal(b"text/x-test", stream.metadata()["Content-Type"])
pyarrow.fs.copy_files("large.bin", large, source_filesystem=local, destination_filesystem=s3)
pyarrow.fs.copy_files(large, "down.bin", source_filesystem=s3, destination_filesystem=local)
job.same("down.bin")
with s3.open_input_file(large) as file:
    job.equal(job.part_of_large(1000000, 1000000), file.read_at(1000000, 1000000))

s3.create_dir(f"{job.BUCKET}/empty/deep")
job.equal(pyarrow.fs.FileType.Directory, s3.get_file_info(f"{job.BUCKET}/empty/deep").type)
s3.copy_file(large, f"{job.BUCKET}/copy.bin")
s3.move(f"{job.BUCKET}/copy.bin", f"{job.BUCKET}/moved.bin")
job.equal(pyarrow.fs.FileType.NotFound, s3.get_file_info(f"{job.BUCKET}/copy.bin").type)

table = pyarrow.table({"id": range(100000), "part": [number % 3 for number in range(100000)]})
pyarrow.dataset.write_dataset(table, f"{job.BUCKET}/table", filesystem=s3, format="parquet", partitioning=["part"])
dataset = pyarrow.dataset.dataset(f"{job.BUCKET}/table", filesystem=s3, partitioning=["part"])
job.equal(33333, dataset.count_rows(filter=pyarrow.compute.field("part") == 1))
job.equal(sum(range(100000)), pyarrow.compute.sum(dataset.to_table()["id"]).as_py())

listed = s3.get_file_info(pyarrow.fs.FileSelector(job.BUCKET, recursive=True))
job.equal(6, len([item for item in listed if item.is_file]))
s3.delete_dir_contents(job.BUCKET)
s3.delete_dir(job.BUCKET)
job.equal(pyarrow.fs.FileType.NotFound, s3.get_file_info(job.BUCKET).type)
