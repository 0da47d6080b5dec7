"""DuckDB with its httpfs extension: Parquet and CSV by SQL."""

import pathlib

import bucket
import duckdb
import duckdb_extension_httpfs
import job

print("version: duckdb", duckdb.__version__)
bucket.create()
sql = duckdb.connect()
extension = next(pathlib.Path(duckdb_extension_httpfs.__file__).parent.rglob("*.duckdb_extension"))
sql.execute(f"LOAD '{extension}'")
sql.execute(
    f"CREATE SECRET (TYPE s3, KEY_ID '{job.ACCESS_KEY}', SECRET '{job.SECRET_KEY}', REGION '{job.REGION}',"
    f" ENDPOINT '{job.HOST}', USE_SSL false, URL_STYLE 'path')"
)
table = f"s3://{job.BUCKET}/a b/table.parquet"
parts = f"s3://{job.BUCKET}/parts"


def answer(query):
    return sql.sql(query).fetchall()


# Ten million rows of random numbers: over 100 MiB of Parquet, so in parts.
sql.execute("CREATE TABLE numbers AS SELECT range AS id, hash(range) AS value, range % 3 AS part FROM range(10_000_000)")
sql.execute(f"COPY numbers TO '{table}' (FORMAT parquet)")
job.equal(answer("SELECT count(*), sum(id), bit_xor(value) FROM numbers"), answer(f"SELECT count(*), sum(id), bit_xor(value) FROM '{table}'"))
job.equal(answer("SELECT value FROM numbers WHERE id = 4711"), answer(f"SELECT value FROM '{table}' WHERE id = 4711"))
assert bucket.s3.head_object(Bucket=job.BUCKET, Key="a b/table.parquet")["ContentLength"] > job.LARGE_SIZE * 3 // 4

sql.execute(f"COPY (FROM numbers LIMIT 1000) TO '{parts}' (FORMAT csv, PARTITION_BY (part))")
job.equal(3, len(answer(f"FROM glob('{parts}/**/*.csv')")))
job.equal([(333,)], answer(f"SELECT count(*) FROM read_csv('{parts}/*/*.csv', hive_partitioning = true) WHERE part = 1"))

bucket.delete()
