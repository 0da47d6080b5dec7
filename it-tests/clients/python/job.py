"""What the Python scripts share; see docs/clients.md for what a script is given."""

import filecmp
import os
import urllib.error
import urllib.request

ENDPOINT = os.environ["S3_ENDPOINT"]
HOST = os.environ["S3_HOST"]
BUCKET = os.environ["BUCKET"]
ACCESS_KEY = os.environ["AWS_ACCESS_KEY_ID"]
SECRET_KEY = os.environ["AWS_SECRET_ACCESS_KEY"]
REGION = os.environ["AWS_REGION"]

SMALL = open("small.txt", "rb").read()
LARGE_SIZE = os.path.getsize("large.bin")
NAME = "a b/smäll+1.txt"


def equal(expected, actual):
    assert expected == actual, f"expected {expected!r:.200} but got {actual!r:.200}"


def same(path, other="large.bin"):
    assert filecmp.cmp(path, other, shallow=False), f"{path} and {other} differ"


def part_of_large(start, length):
    with open("large.bin", "rb") as large:
        large.seek(start)
        return large.read(length)


def fetch(url, method="GET", body=None):
    """What anybody gets who has this URL."""
    request = urllib.request.Request(url, method=method, data=body)
    with urllib.request.urlopen(request) as answer:
        return answer.read()


def refused(kinds, action):
    try:
        action()
    except kinds:
        return
    raise AssertionError("not refused")
