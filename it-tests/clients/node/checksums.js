// AWS SDK for JavaScript v3 with every checksum algorithm and way of encryption.
const assert = require("node:assert/strict");
const crypto = require("node:crypto");
const { Readable } = require("node:stream");
const { Crc32, Crc32c, Crc64Nvme } = require("@aws-sdk/checksums/crc");
const { Xxh3_64, Xxh3_128, Xxh64 } = require("@aws-sdk/checksums/xxh");
const sdk = require("@aws-sdk/client-s3");
const job = require("./job");

/** A hash of node's crypto, as the SDK wants it. */
const hash = (name) =>
  class {
    constructor() {
      this.reset();
    }
    reset() {
      this.hash = crypto.createHash(name);
    }
    update(bytes) {
      this.hash.update(bytes);
    }
    async digest() {
      return this.hash.copy().digest();
    }
  };

const digests = {
  CRC32: Crc32,
  CRC32C: Crc32c,
  CRC64NVME: Crc64Nvme,
  MD5: hash("md5"),
  SHA1: hash("sha1"),
  SHA256: hash("sha256"),
  SHA512: hash("sha512"),
  XXHASH64: Xxh64,
  XXHASH3: Xxh3_64,
  XXHASH128: Xxh3_128,
};
const algorithms = Object.keys(sdk.ChecksumAlgorithm);
const wholeOfParts = ["CRC32", "CRC32C", "CRC64NVME"];
const { SHA512, XXHASH64, XXHASH3, XXHASH128 } = digests;

const client = new sdk.S3({
  endpoint: job.endpoint,
  forcePathStyle: true,
  // Those that the SDK leaves to its users.
  checksumAlgorithms: { SHA512, XXHASH64, XXHASH3, XXHASH128 },
});
const Bucket = job.bucket;
const body = crypto.randomBytes(200000);
const parts = [crypto.randomBytes(5 << 20), crypto.randomBytes(70000)];
const whole = Buffer.concat(parts);
const values = new Map();

async function digest(algorithm, bytes) {
  const made = new digests[algorithm]();
  made.update(bytes);
  return Buffer.from(await made.digest());
}

/** The checksum of the body, a part or the whole; each is computed once. */
async function value(algorithm, bytes) {
  const known = values.get(bytes) ?? {};
  values.set(bytes, known);
  known[algorithm] ??= (await digest(algorithm, bytes)).toString("base64");
  return known[algorithm];
}

async function composite(algorithm) {
  const all = await Promise.all(parts.map((part) => value(algorithm, part)));
  const bytes = Buffer.concat(all.map((text) => Buffer.from(text, "base64")));
  return `${(await digest(algorithm, bytes)).toString("base64")}-${parts.length}`;
}

/** What has the SDK send the checksum; MD5 it sends in another header, so that it is given. */
async function vouched(algorithm, bytes) {
  return algorithm === "MD5" ? { ChecksumMD5: await value("MD5", bytes) } : { ChecksumAlgorithm: algorithm };
}

/** The checksum that an answer has; there must be no other. */
function told(answer, algorithm) {
  const other = ["ChecksumType", "ChecksumAlgorithm"];
  const names = Object.keys(answer).filter((name) => name.startsWith("Checksum") && !other.includes(name) && answer[name]);
  assert.deepEqual(names, [`Checksum${algorithm}`]);
  return answer[`Checksum${algorithm}`];
}

async function get(Key, more) {
  const found = await client.getObject({ Bucket, Key, ...more });
  return [Buffer.from(await found.Body.transformToByteArray()), found];
}

/** Reads an object back, which the SDK compares with its checksum, and asks for the checksum in all ways. */
async function stored(Key, algorithm, bytes, expected, type, read) {
  const [all, found] = await get(Key, { ChecksumMode: "ENABLED", ...read });
  assert(all.equals(bytes));
  const head = await client.headObject({ Bucket, Key, ChecksumMode: "ENABLED", ...read });
  const ObjectAttributes = ["Checksum", "ObjectSize", "ETag"];
  const attributes = await client.getObjectAttributes({ Bucket, Key, ObjectAttributes, ...read });
  for (const answer of [found, head]) {
    assert.equal(told(answer, algorithm), expected);
    assert.equal(answer.ChecksumType, type);
  }
  // The number of parts has an element of its own there.
  assert.equal(told(attributes.Checksum, algorithm), expected.split("-")[0]);
  assert.equal(attributes.Checksum.ChecksumType, type);
  assert.equal(attributes.ObjectSize, bytes.length);
  const listed = await client.listObjectsV2({ Bucket, Prefix: Key });
  assert.deepEqual(listed.Contents[0].ChecksumAlgorithm, [algorithm]);
  const [span] = await get(Key, { Range: "bytes=65530-65545", ...read });
  assert(span.equals(bytes.subarray(65530, 65546)));
}

async function inOnePiece(Key, algorithm, write, read) {
  const expected = await value(algorithm, body);
  const put = await client.putObject({ Bucket, Key, Body: body, ...(await vouched(algorithm, body)), ...write });
  assert.equal(told(put, algorithm), expected);
  await stored(Key, algorithm, body, expected, "FULL_OBJECT", read);
  const wrong = { [`Checksum${algorithm}`]: await value(algorithm, parts[1]) };
  await assert.rejects(client.putObject({ Bucket, Key, Body: body, ...wrong, ...write }), { name: "BadDigest" });
}

/** A stream of known length goes up in chunks, with the checksum as trailer. */
async function inChunks(Key, algorithm, write, read) {
  const Body = Readable.from([body.subarray(0, 100000), body.subarray(100000)]);
  const sent = { Bucket, Key, Body, ContentLength: body.length, ChecksumAlgorithm: algorithm };
  await client.putObject({ ...sent, ...write });
  await stored(Key, algorithm, body, await value(algorithm, body), "FULL_OBJECT", read);
}

async function inParts(Key, algorithm, type, write, read) {
  const begun = await client.createMultipartUpload({ Bucket, Key, ChecksumAlgorithm: algorithm, ChecksumType: type, ...write });
  const place = { Bucket, Key, UploadId: begun.UploadId, ...read };
  const Parts = [];
  for (const [index, part] of parts.entries()) {
    const PartNumber = index + 1;
    const expected = await value(algorithm, part);
    const answer = await client.uploadPart({ ...place, PartNumber, Body: part, ...(await vouched(algorithm, part)) });
    assert.equal(told(answer, algorithm), expected);
    Parts.push({ PartNumber, ETag: answer.ETag, [`Checksum${algorithm}`]: expected });
  }
  const expected = type === "FULL_OBJECT" ? await value(algorithm, whole) : await composite(algorithm);
  const completion = { MultipartUpload: { Parts }, ChecksumType: type, MpuObjectSize: whole.length };
  const done = await client.completeMultipartUpload({ ...place, ...completion });
  assert.equal(told(done, algorithm), expected);
  await stored(Key, algorithm, whole, expected, type, read);
  const [second] = await get(Key, { PartNumber: 2, ...read });
  assert(second.equals(parts[1]));
}

async function inAllPieces(name, algorithm, write, read) {
  await inOnePiece(`${name}/whole`, algorithm, write, read);
  if (algorithm !== "MD5") {
    await inChunks(`${name}/chunks`, algorithm, write, read);
  }
  if (algorithm !== "CRC64NVME") {
    await inParts(`${name}/composite`, algorithm, "COMPOSITE", write, read);
  }
  if (wholeOfParts.includes(algorithm)) {
    await inParts(`${name}/full-object`, algorithm, "FULL_OBJECT", write, read);
  }
}

/** A copy gets the algorithm that it asks for, in one piece. */
async function copied(Key, source, algorithm, write, read) {
  const expected = await value(algorithm, whole);
  const asked = { Bucket, Key, CopySource: `${Bucket}/${source}`, ChecksumAlgorithm: algorithm };
  const copy = await client.copyObject({ ...asked, ...write });
  assert.equal(told(copy.CopyObjectResult, algorithm), expected);
  await stored(Key, algorithm, whole, expected, "FULL_OBJECT", read);
}

/** The key of a client, for an object or, with a prefix, for the source of a copy. */
const customerKey = (key, prefix = "") => ({
  [`${prefix}SSECustomerAlgorithm`]: "AES256",
  [`${prefix}SSECustomerKey`]: key.toString("base64"),
  [`${prefix}SSECustomerKeyMD5`]: crypto.createHash("md5").update(key).digest("base64"),
});

async function removeAll() {
  for await (const page of sdk.paginateListObjectsV2({ client }, { Bucket })) {
    await client.deleteObjects({ Bucket, Delete: { Objects: page.Contents.map(({ Key }) => ({ Key })) } });
  }
  await client.deleteBucket({ Bucket });
}

job.run(async () => {
  console.log("version: @aws-sdk/client-s3", require("@aws-sdk/client-s3/package.json").version);
  await client.createBucket({ Bucket });
  const key = crypto.randomBytes(32);
  const customer = customerKey(key);
  const ways = [
    ["plain", {}, {}],
    ["SSE-S3", { ServerSideEncryption: "AES256" }, {}],
    ["SSE-KMS", { ServerSideEncryption: "aws:kms" }, {}],
    ["SSE-C", customer, customer],
  ];
  for (const [way, write, read] of ways) {
    await Promise.all(algorithms.map((algorithm) => inAllPieces(`${way}/${algorithm}`, algorithm, write, read)));
    const head = await client.headObject({ Bucket, Key: `${way}/SHA256/whole`, ...read });
    assert.equal(head.ServerSideEncryption, write.ServerSideEncryption);
    assert.equal(head.SSECustomerAlgorithm, write.SSECustomerAlgorithm);
  }
  // From each way to each, with another algorithm than the source's.
  for (const [i, [from]] of ways.entries()) {
    for (const [j, [to, write, read]] of ways.entries()) {
      const sourceKey = from === "SSE-C" ? customerKey(key, "CopySource") : {};
      const algorithm = algorithms[(ways.length * i + j) % algorithms.length];
      await copied(`copies/${from}-to-${to}`, `${from}/SHA256/composite`, algorithm, { ...write, ...sourceKey }, read);
    }
  }
  const secret = { Bucket, Key: "SSE-C/SHA256/whole" };
  await assert.rejects(client.getObject(secret), { name: "InvalidRequest" });
  const other = customerKey(crypto.randomBytes(32));
  await assert.rejects(client.getObject({ ...secret, ...other }), { name: "AccessDenied" });
  await removeAll();
});
