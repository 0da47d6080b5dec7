"""django-storages: Django's files on S3, as an application's uploads and downloads use them."""

from importlib import metadata

import bucket
import job
from django.conf import settings

print("version: django-storages", metadata.version("django-storages"))
bucket.create()
settings.configure(
    STORAGES={
        "default": {
            "BACKEND": "storages.backends.s3.S3Storage",
            "OPTIONS": {
                "bucket_name": job.BUCKET,
                "endpoint_url": job.ENDPOINT,
                "addressing_style": "path",
                "signature_version": "s3v4",
                "location": "media",
                "file_overwrite": False,
                "object_parameters": {"CacheControl": "max-age=60"},
            },
        }
    }
)

from django.core.files import File
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage as files

# Two uploads of one name: the second gets a name of its own.
first = files.save(job.NAME, ContentFile(job.SMALL))
second = files.save(job.NAME, ContentFile(b"second"))
assert first != second, second
job.equal(job.SMALL, files.open(first).read())
job.equal(b"second", files.open(second).read())
job.equal(len(job.SMALL), files.size(first))
assert files.exists(first) and not files.exists("nothing")
job.equal("max-age=60", bucket.s3.head_object(Bucket=job.BUCKET, Key="media/" + first)["CacheControl"])

with open("large.bin", "rb") as large:
    files.save("deep/er/large.bin", File(large))
with open("down.bin", "wb") as out, files.open("deep/er/large.bin") as stored:
    for chunk in stored.chunks():
        out.write(chunk)
job.same("down.bin")
with files.open("written in parts.bin", "wb") as out:
    for offset in range(0, 12 << 20, 1 << 20):
        out.write(job.part_of_large(offset, 1 << 20))
job.equal(job.part_of_large(0, 12 << 20), files.open("written in parts.bin").read())

job.equal((["er"], []), files.listdir("deep"))
job.equal(job.SMALL, job.fetch(files.url(first)))
for name in [first, second, "deep/er/large.bin", "written in parts.bin"]:
    files.delete(name)
    assert not files.exists(name), name
bucket.delete()
