// AWS SDK for JavaScript v2.
const assert = require("node:assert/strict");
const fs = require("node:fs");
const AWS = require("aws-sdk");
const job = require("./job");

const s3 = new AWS.S3({ endpoint: job.endpoint, s3ForcePathStyle: true, signatureVersion: "v4" });
const Bucket = job.bucket;

job.run(async () => {
  console.log("version: aws-sdk", AWS.VERSION);
  await s3.createBucket({ Bucket }).promise();

  await s3.putObject({ Bucket, Key: job.name, Body: job.small, Metadata: { color: "green" } }).promise();
  const small = await s3.getObject({ Bucket, Key: job.name }).promise();
  assert.deepEqual(small.Body, job.small);
  assert.deepEqual(small.Metadata, { color: "green" });

  await s3.upload({ Bucket, Key: "large.bin", Body: fs.createReadStream("large.bin") }).promise();
  await job.isLarge(s3.getObject({ Bucket, Key: "large.bin" }).createReadStream());
  const range = await s3.getObject({ Bucket, Key: "large.bin", Range: "bytes=1000000-1999999" }).promise();
  assert.deepEqual(range.Body, job.slice(1000000, 1000000));

  await s3.copyObject({ Bucket, Key: "copy.bin", CopySource: `/${Bucket}/large.bin` }).promise();
  await s3.copyObject({ Bucket, Key: "copy.txt", CopySource: encodeURI(`${Bucket}/${job.name}`).replace("+", "%2B") }).promise();
  await job.isLarge(s3.getObject({ Bucket, Key: "copy.bin" }).createReadStream());

  const url = await s3.getSignedUrlPromise("putObject", { Bucket, Key: "presigned" });
  await job.fetch(url, { method: "PUT", body: "by anyone" });
  assert.equal(await job.fetch(s3.getSignedUrl("getObject", { Bucket, Key: "presigned" })), "by anyone");

  const listed = await s3.listObjectsV2({ Bucket, Delimiter: "/" }).promise();
  assert.deepEqual(listed.CommonPrefixes, [{ Prefix: "a b/" }]);
  const Objects = (await s3.listObjectsV2({ Bucket }).promise()).Contents.map(({ Key }) => ({ Key }));
  assert.deepEqual(Objects.map(({ Key }) => Key), [job.name, "copy.bin", "copy.txt", "large.bin", "presigned"]);
  assert.deepEqual((await s3.deleteObjects({ Bucket, Delete: { Objects } }).promise()).Errors, []);
  await s3.deleteBucket({ Bucket }).promise();
  await assert.rejects(s3.headBucket({ Bucket }).promise(), { statusCode: 404 });
});
