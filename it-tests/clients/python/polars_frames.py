"""Polars: Parquet and CSV, written, scanned in part and by partition."""

import bucket
import job
import polars

print("version: polars", polars.__version__)
bucket.create()
OPTIONS = {"aws_endpoint_url": job.ENDPOINT, "aws_allow_http": "true", "aws_region": job.REGION}
ROWS = 8_000_000

# Rows that do not compress: over 60 MiB, so in parts.
frame = polars.DataFrame({"id": polars.int_range(ROWS, eager=True)}).with_columns(value=polars.col("id").hash(7), part=polars.col("id") % 3)
single = f"s3://{job.BUCKET}/a b/frame.parquet"
frame.write_parquet(single, storage_options=OPTIONS)
assert bucket.s3.head_object(Bucket=job.BUCKET, Key="a b/frame.parquet")["ContentLength"] > 60 << 20
assert frame.equals(polars.read_parquet(single, storage_options=OPTIONS))
some = polars.scan_parquet(single, storage_options=OPTIONS).filter(polars.col("id").is_between(4711, 4713)).collect()
assert frame[4711:4714].equals(some), some

for part in range(3):
    frame.head(3000).filter(polars.col("part") == part).write_parquet(f"s3://{job.BUCKET}/parts/part={part}/0.parquet", storage_options=OPTIONS)
found = polars.scan_parquet(f"s3://{job.BUCKET}/parts/**/*.parquet", storage_options=OPTIONS).sort("id").collect()
assert frame.head(3000).equals(found.select(frame.columns)), found

lines = f"s3://{job.BUCKET}/lines.csv"
frame.head(1000).lazy().sink_csv(lines, storage_options=OPTIONS)
job.equal(499500, polars.scan_csv(lines, storage_options=OPTIONS).select(polars.col("id").sum()).collect().item())
bucket.delete()
