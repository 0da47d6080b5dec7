const AWS = require("aws-sdk");

// Configure S3 client
const s3 = new AWS.S3({
  endpoint: "http://localhost:9000",
  accessKeyId: "minioadmin",
  secretAccessKey: "minioadmin",
  s3ForcePathStyle: true,
  signatureVersion: "v4",
});

// Create bucket
await s3.createBucket({ Bucket: "mybucket" }).promise();

// Upload file
await s3
  .putObject({
    Bucket: "mybucket",
    Key: "file.txt",
    Body: "Hello, S3!",
  })
  .promise();

// List objects
const response = await s3.listObjectsV2({ Bucket: "mybucket" }).promise();
response.Contents.forEach((obj) => console.log(obj.Key));

// Download file
const data = await s3
  .getObject({
    Bucket: "mybucket",
    Key: "file.txt",
  })
  .promise();

// Delete object
await s3.deleteObject({ Bucket: "mybucket", Key: "file.txt" }).promise();

// Delete bucket
await s3.deleteBucket({ Bucket: "mybucket" }).promise();
