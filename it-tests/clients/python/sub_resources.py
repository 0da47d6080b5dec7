"""Sub-resources and overrides, with the default session of boto3."""

import boto3
import job

s3 = boto3.client("s3", endpoint_url=job.ENDPOINT)
place = {"Bucket": job.BUCKET}
s3.create_bucket(**place)
s3.get_bucket_versioning(**place)
rule = {"AllowedOrigins": ["http://a.example"], "AllowedMethods": ["GET"]}
s3.put_bucket_cors(**place, CORSConfiguration={"CORSRules": [rule]})
job.equal([rule], s3.get_bucket_cors(**place)["CORSRules"])
s3.delete_bucket_cors(**place)
tags = [{"Key": "a b", "Value": "grün"}]
s3.put_bucket_tagging(**place, Tagging={"TagSet": tags})
job.equal(tags, s3.get_bucket_tagging(**place)["TagSet"])
s3.delete_bucket_tagging(**place)
s3.get_bucket_location(**place)
s3.get_bucket_acl(**place)

s3.put_object(**place, Key=job.NAME, Body=job.SMALL, ContentType="text/x-test", Metadata={"color": "green"})
place["Key"] = job.NAME
job.equal(job.SMALL, s3.get_object(**place, VersionId="null")["Body"].read())
job.equal({"color": "green"}, s3.head_object(**place, VersionId="null")["Metadata"])
s3.put_object_tagging(**place, VersionId="null", Tagging={"TagSet": tags})
job.equal(tags, s3.get_object_tagging(**place, VersionId="null")["TagSet"])
s3.delete_object_tagging(**place, VersionId="null")
s3.get_object_acl(**place)
answer = s3.get_object(**place, ResponseContentType="text/a b; c=d", ResponseContentDisposition='attachment; filename="a+b&c.txt"')
job.equal("text/a b; c=d", answer["ContentType"])
job.equal('attachment; filename="a+b&c.txt"', answer["ContentDisposition"])

upload = s3.create_multipart_upload(**place)["UploadId"]
job.equal([upload], [item["UploadId"] for item in s3.list_multipart_uploads(Bucket=job.BUCKET)["Uploads"]])
part = s3.upload_part(**place, UploadId=upload, PartNumber=1, Body=job.SMALL)["ETag"]
job.equal([1], [item["PartNumber"] for item in s3.list_parts(**place, UploadId=upload)["Parts"]])
s3.complete_multipart_upload(**place, UploadId=upload, MultipartUpload={"Parts": [{"PartNumber": 1, "ETag": part}]})
s3.abort_multipart_upload(**place, UploadId=s3.create_multipart_upload(**place)["UploadId"])
job.equal(job.SMALL, s3.get_object(**place)["Body"].read())
s3.put_object(Bucket=job.BUCKET, Key="other", Body=b"")

versions = s3.list_object_versions(Bucket=job.BUCKET)["Versions"]
job.equal([job.NAME, "other"], [item["Key"] for item in versions])
job.equal(None, s3.delete_objects(Bucket=job.BUCKET, Delete={"Objects": [{"Key": "other", "VersionId": "null"}]}).get("Errors"))
s3.delete_object(**place, VersionId="null")
s3.delete_bucket(Bucket=job.BUCKET)
