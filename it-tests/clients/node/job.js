// What the scripts share; see docs/clients.md for what a script is given.
const assert = require("node:assert/strict");
const crypto = require("node:crypto");
const fs = require("node:fs");
const { pipeline } = require("node:stream/promises");

const size = fs.statSync("large.bin").size;

/** The digest of a stream. */
async function digest(stream) {
  const hash = crypto.createHash("sha256");
  await pipeline(stream, hash);
  return hash.digest("hex");
}

const large = digest(fs.createReadStream("large.bin"));

module.exports = {
  endpoint: process.env.S3_ENDPOINT,
  host: process.env.S3_HOST,
  bucket: process.env.BUCKET,
  accessKey: process.env.AWS_ACCESS_KEY_ID,
  secretKey: process.env.AWS_SECRET_ACCESS_KEY,
  region: process.env.AWS_REGION,
  small: fs.readFileSync("small.txt"),
  name: "a b/smäll+1.txt",
  size,

  /** The stream has to bring large.bin. */
  async isLarge(stream) {
    assert.equal(await digest(stream), await large);
  },

  /** These bytes of large.bin. */
  slice(start, length) {
    const bytes = Buffer.alloc(length);
    const file = fs.openSync("large.bin");
    fs.readSync(file, bytes, 0, length, start);
    fs.closeSync(file);
    return bytes;
  },

  /** What anybody gets who has this URL. */
  async fetch(url, options) {
    const answer = await fetch(url, options);
    assert.equal(answer.status, 200);
    return answer.text();
  },

  run(main) {
    main().catch((error) => {
      console.error(error);
      process.exit(1);
    });
  },
};
