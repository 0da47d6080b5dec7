// MinIO's JavaScript client.
const assert = require("node:assert/strict");
const fs = require("node:fs");
const minio = require("minio");
const job = require("./job");

const [endPoint, port] = job.host.split(":");
const s3 = new minio.Client({ endPoint, port: Number(port), useSSL: false, accessKey: job.accessKey, secretKey: job.secretKey });
const { bucket } = job;

job.run(async () => {
  console.log("version: minio", require("minio/package.json").version);
  await s3.makeBucket(bucket);
  assert(await s3.bucketExists(bucket));

  await s3.putObject(bucket, job.name, job.small, job.small.length, { color: "green" });
  assert.equal((await s3.statObject(bucket, job.name)).metaData.color, "green");
  await s3.fPutObject(bucket, "large.bin", "large.bin");
  await s3.fGetObject(bucket, "large.bin", "down.bin");
  await job.isLarge(fs.createReadStream("down.bin"));
  await s3.putObject(bucket, "streamed", fs.createReadStream("large.bin"));
  await job.isLarge(await s3.getObject(bucket, "streamed"));
  const range = await (await s3.getPartialObject(bucket, "large.bin", 1000000, 1000000)).toArray();
  assert.deepEqual(Buffer.concat(range), job.slice(1000000, 1000000));

  await s3.copyObject(bucket, "copy.bin", `/${bucket}/large.bin`);
  await job.isLarge(await s3.getObject(bucket, "copy.bin"));

  await job.fetch(await s3.presignedPutObject(bucket, "presigned"), { method: "PUT", body: "by anyone" });
  assert.equal(await job.fetch(await s3.presignedGetObject(bucket, "presigned")), "by anyone");

  const listed = await s3.listObjectsV2(bucket, "", true).toArray();
  const keys = listed.map(({ name }) => name);
  assert.deepEqual(keys, [job.name, "copy.bin", "large.bin", "presigned", "streamed"]);
  await s3.removeObjects(bucket, keys);
  await s3.removeBucket(bucket);
  assert(!(await s3.bucketExists(bucket)));
});
