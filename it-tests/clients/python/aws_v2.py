"""boto3 with Signature Version 2 in the header of each request: its usual job, then what Version 2 signs one by one."""

import boto3
import botocore.config
import botocore.session

session = botocore.session.get_session()
session.set_default_client_config(botocore.config.Config(signature_version="s3"))


def require_version2(request, **_):
    """A setting that boto3 does not heed would leave Version 4."""
    authorization = request.headers["Authorization"]
    assert authorization.startswith(b"AWS "), authorization


session.register("before-send.s3", require_version2)
boto3.setup_default_session(botocore_session=session)

for name in ("aws", "sub_resources"):
    __import__(name)
