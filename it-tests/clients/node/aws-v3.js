// AWS SDK for JavaScript v3, with its lib-storage and presigner.
const assert = require("node:assert/strict");
const fs = require("node:fs");
const sdk = require("@aws-sdk/client-s3");
const { Upload } = require("@aws-sdk/lib-storage");
const { getSignedUrl } = require("@aws-sdk/s3-request-presigner");
const job = require("./job");

const client = new sdk.S3({ endpoint: job.endpoint, forcePathStyle: true });
const Bucket = job.bucket;

job.run(async () => {
  console.log("version: @aws-sdk/client-s3", require("@aws-sdk/client-s3/package.json").version);
  await client.createBucket({ Bucket });

  await client.putObject({ Bucket, Key: job.name, Body: job.small, Metadata: { color: "green" } });
  const small = await client.getObject({ Bucket, Key: job.name });
  assert.equal(await small.Body.transformToString(), job.small.toString());
  assert.deepEqual(small.Metadata, { color: "green" });

  await new Upload({ client, params: { Bucket, Key: "large.bin", Body: fs.createReadStream("large.bin") } }).done();
  await job.isLarge((await client.getObject({ Bucket, Key: "large.bin" })).Body);
  // A stream of known length goes up in one request, in chunks with a trailer.
  await client.putObject({ Bucket, Key: "single.bin", Body: fs.createReadStream("large.bin"), ContentLength: job.size });
  await job.isLarge((await client.getObject({ Bucket, Key: "single.bin" })).Body);
  const range = await client.getObject({ Bucket, Key: "large.bin", Range: "bytes=1000000-1999999" });
  assert.deepEqual(Buffer.from(await range.Body.transformToByteArray()), job.slice(1000000, 1000000));

  await client.copyObject({ Bucket, Key: "copy.bin", CopySource: `${Bucket}/large.bin` });
  await job.isLarge((await client.getObject({ Bucket, Key: "copy.bin" })).Body);

  const place = { Bucket, Key: "presigned" };
  const put = await getSignedUrl(client, new sdk.PutObjectCommand(place));
  await job.fetch(put, { method: "PUT", body: "by anyone" });
  assert.equal(await job.fetch(await getSignedUrl(client, new sdk.GetObjectCommand(place))), "by anyone");

  const keys = [];
  for await (const page of sdk.paginateListObjectsV2({ client, pageSize: 2 }, { Bucket })) {
    keys.push(...page.Contents.map(({ Key }) => Key));
  }
  assert.deepEqual(keys, [job.name, "copy.bin", "large.bin", "presigned", "single.bin"]);
  await assert.rejects(client.putObject({ ...place, Body: "", IfNoneMatch: "*" }), { name: "PreconditionFailed" });
  await client.deleteObjects({ Bucket, Delete: { Objects: keys.map((Key) => ({ Key })) } });
  await client.deleteBucket({ Bucket });
  await assert.rejects(client.headBucket({ Bucket }), sdk.NotFound);
});
