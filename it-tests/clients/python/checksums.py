"""boto3 with every checksum algorithm and way of encryption."""

import base64
import hashlib
import os

import awscrt.checksums
import boto3
import job
from botocore.exceptions import ClientError
from botocore.httpchecksum import _CHECKSUM_CLS as COMPUTED

print("version: boto3", boto3.__version__)
s3 = boto3.client("s3", endpoint_url=job.ENDPOINT)
s3.create_bucket(Bucket=job.BUCKET)
place = {"Bucket": job.BUCKET}
ALGORITHMS = s3.meta.service_model.shape_for("ChecksumAlgorithm").enum
WHOLE_OF_PARTS = ["CRC32", "CRC32C", "CRC64NVME"]
BODY = os.urandom(200_000)
PARTS = [os.urandom(5 << 20), os.urandom(70_000)]


def crc(function, size):
    return lambda body: function(body).to_bytes(size, "big")


def xxhash(hasher):
    def digest(body):
        made = hasher()
        made.update(body)
        return made.finalize()

    return digest


DIGESTS = {
    "CRC32": crc(awscrt.checksums.crc32, 4),
    "CRC32C": crc(awscrt.checksums.crc32c, 4),
    "CRC64NVME": crc(awscrt.checksums.crc64nvme, 8),
    "XXHASH64": xxhash(awscrt.checksums.XXHash.new_xxhash64),
    "XXHASH3": xxhash(awscrt.checksums.XXHash.new_xxhash3_64),
    "XXHASH128": xxhash(awscrt.checksums.XXHash.new_xxhash3_128),
}


def digest(algorithm, body):
    known = DIGESTS.get(algorithm)
    return known(body) if known else hashlib.new(algorithm.lower(), body).digest()


def value(algorithm, body):
    return base64.b64encode(digest(algorithm, body)).decode()


def composite(algorithm, bodies):
    return value(algorithm, b"".join(digest(algorithm, body) for body in bodies)) + f"-{len(bodies)}"


def vouched(algorithm, body):
    """What has boto3 send the checksum; what it cannot compute (MD5) it is given."""
    if algorithm.lower() in COMPUTED:
        return {"ChecksumAlgorithm": algorithm}
    return {"Checksum" + algorithm: value(algorithm, body)}


def told(answer, algorithm):
    """The checksum that an answer has; there must be no other."""
    named = [name for name in answer if name.startswith("Checksum") and name not in ("ChecksumType", "ChecksumAlgorithm")]
    job.equal(["Checksum" + algorithm], named)
    return answer["Checksum" + algorithm]


def encoded(read):
    """The key of the client as GetObjectAttributes wants it: boto3 encodes it for the other operations only."""
    if not read:
        return {}
    key = read["SSECustomerKey"]
    texts = {"SSECustomerKey": key, "SSECustomerKeyMD5": hashlib.md5(key).digest()}
    return {**read, **{name: base64.b64encode(text).decode() for name, text in texts.items()}}


def stored(key, algorithm, body, expected, kind, read):
    """Reads an object back, which boto3 compares with its checksum, and asks for the checksum in all ways."""
    found = s3.get_object(Key=key, ChecksumMode="ENABLED", **place, **read)
    job.equal(body, found["Body"].read())
    head = s3.head_object(Key=key, ChecksumMode="ENABLED", **place, **read)
    asked = ["Checksum", "ObjectSize", "ObjectParts", "ETag"]
    attributes = s3.get_object_attributes(Key=key, ObjectAttributes=asked, **place, **encoded(read))
    for answer in (found, head):
        job.equal(expected, told(answer, algorithm))
        job.equal(kind, answer["ChecksumType"])
    # The number of parts has an element of its own there.
    job.equal(expected.split("-")[0], told(attributes["Checksum"], algorithm))
    job.equal(kind, attributes["Checksum"]["ChecksumType"])
    job.equal(len(body), attributes["ObjectSize"])
    job.equal([algorithm], s3.list_objects_v2(Prefix=key, **place)["Contents"][0]["ChecksumAlgorithm"])
    span = s3.get_object(Key=key, Range="bytes=65530-65545", **place, **read)
    job.equal(body[65530:65546], span["Body"].read())
    return attributes


def in_one_piece(key, algorithm, write, read):
    expected = value(algorithm, BODY)
    put = s3.put_object(Key=key, Body=BODY, **vouched(algorithm, BODY), **place, **write)
    job.equal(expected, told(put, algorithm))
    stored(key, algorithm, BODY, expected, "FULL_OBJECT", read)
    wrong = {"Checksum" + algorithm: value(algorithm, b"other")}
    job.refused(ClientError, lambda: s3.put_object(Key=key, Body=BODY, **wrong, **place, **write))


def in_parts(key, algorithm, kind, write, read):
    begun = s3.create_multipart_upload(Key=key, ChecksumAlgorithm=algorithm, ChecksumType=kind, **place, **write)
    job.equal((algorithm, kind), (begun["ChecksumAlgorithm"], begun["ChecksumType"]))
    upload = {"Key": key, "UploadId": begun["UploadId"], **place}
    parts = []
    for number, body in enumerate(PARTS, 1):
        part = s3.upload_part(PartNumber=number, Body=body, **vouched(algorithm, body), **upload, **read)
        job.equal(value(algorithm, body), told(part, algorithm))
        checksum = {"Checksum" + algorithm: part["Checksum" + algorithm]}
        parts.append({"PartNumber": number, "ETag": part["ETag"], **checksum})
    whole = b"".join(PARTS)
    expected = value(algorithm, whole) if kind == "FULL_OBJECT" else composite(algorithm, PARTS)
    done = s3.complete_multipart_upload(
        MultipartUpload={"Parts": parts}, MpuObjectSize=len(whole), ChecksumType=kind, **upload, **read
    )
    job.equal(expected, told(done, algorithm))
    attributes = stored(key, algorithm, whole, expected, kind, read)
    job.equal(2, attributes["ObjectParts"]["TotalPartsCount"])
    second = s3.get_object(Key=key, PartNumber=2, **place, **read)
    job.equal(PARTS[1], second["Body"].read())


def copied(key, algorithm, write, read, source):
    """A copy gets the algorithm that it asks for, in one piece."""
    body = b"".join(PARTS)
    expected = value(algorithm, body)
    copy = s3.copy_object(Key=key, CopySource={"Key": source, **place}, ChecksumAlgorithm=algorithm, **place, **write)
    job.equal(expected, told(copy["CopyObjectResult"], algorithm))
    stored(key, algorithm, body, expected, "FULL_OBJECT", read)


def encrypted(answer, write):
    job.equal(write.get("ServerSideEncryption"), answer.get("ServerSideEncryption"))
    job.equal(write.get("SSECustomerAlgorithm"), answer.get("SSECustomerAlgorithm"))


customer = {"SSECustomerAlgorithm": "AES256", "SSECustomerKey": os.urandom(32)}
other = {"SSECustomerAlgorithm": "AES256", "SSECustomerKey": os.urandom(32)}
WAYS = {
    "plain": ({}, {}),
    "SSE-S3": ({"ServerSideEncryption": "AES256"}, {}),
    "SSE-KMS": ({"ServerSideEncryption": "aws:kms"}, {}),
    "SSE-C": (customer, customer),
}
for way, (write, read) in WAYS.items():
    for algorithm in ALGORITHMS:
        in_one_piece(f"{way}/{algorithm}/whole", algorithm, write, read)
        # The parts of an SSE-S3 and SSE-KMS upload need no key, those of SSE-C do.
        if algorithm != "CRC64NVME":
            in_parts(f"{way}/{algorithm}/composite", algorithm, "COMPOSITE", write, read)
        if algorithm in WHOLE_OF_PARTS:
            in_parts(f"{way}/{algorithm}/full object", algorithm, "FULL_OBJECT", write, read)
    encrypted(s3.head_object(Key=f"{way}/SHA256/whole", **place, **read), write)

# From each way to each, with another algorithm than the source's.
source_key = {"CopySource" + name: value for name, value in customer.items()}
for number, (way, (_, read)) in enumerate(WAYS.items()):
    for other_number, (target, (write, target_read)) in enumerate(WAYS.items()):
        algorithm = ALGORITHMS[(4 * number + other_number) % len(ALGORITHMS)]
        if way == "SSE-C":
            write = {**write, **source_key}
        copied(f"copies/{way} to {target}", algorithm, write, target_read, f"{way}/SHA256/composite")

secret = {"Key": "SSE-C/SHA256/whole", **place}
job.refused(ClientError, lambda: s3.get_object(**secret))
job.refused(ClientError, lambda: s3.get_object(**secret, **other))

bucket = boto3.resource("s3", endpoint_url=job.ENDPOINT).Bucket(job.BUCKET)
bucket.objects.all().delete()
bucket.delete()
