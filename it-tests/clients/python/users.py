"""boto3's iam and sts: users, keys, groups, policies, roles and sessions, and what they may do."""

import json
import os
import time

import boto3
import botocore.session
from botocore.config import Config
from botocore.exceptions import ClientError

import job

print("version: boto3", boto3.__version__)
PREFIX = job.BUCKET + "-"
ACCOUNT = "000000000000"
READ_ONLY = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"
ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess"


def client(service, keys=None):
    """A client of root's, or of the holder of keys as an answer shows them."""
    more = {}
    if keys:
        more = {
            "aws_access_key_id": keys["AccessKeyId"],
            "aws_secret_access_key": keys["SecretAccessKey"],
            "aws_session_token": keys.get("SessionToken"),
        }
    config = Config(retries={"total_max_attempts": 1}, s3={"addressing_style": "path"})
    return boto3.client(service, endpoint_url=job.ENDPOINT, region_name=job.REGION, config=config, **more)


def refused(code, call, **parameters):
    try:
        call(**parameters)
    except ClientError as error:
        job.equal(code, error.response["Error"]["Code"])
        return error.response["Error"]["Message"]
    raise AssertionError(f"not refused with {code}: {parameters}")


def document(*statements):
    return json.dumps({"Version": "2012-10-17", "Statement": [dict({"Effect": "Allow"}, **one) for one in statements]})


iam, sts, s3 = client("iam"), client("sts"), client("s3")
s3.create_bucket(Bucket=job.BUCKET)
s3.put_object(Bucket=job.BUCKET, Key="home/" + PREFIX + "alice/a", Body=b"alice's")
s3.put_object(Bucket=job.BUCKET, Key="home/bob/b", Body=b"bob's")
job.equal(f"arn:aws:iam::{ACCOUNT}:root", sts.get_caller_identity()["Arn"])

# Users, in pages.
names = [PREFIX + name for name in ("alice", "bob", "carol")]
for name in names:
    user = iam.create_user(UserName=name, Path="/" + job.BUCKET + "/")["User"]
    job.equal(f"arn:aws:iam::{ACCOUNT}:user/{job.BUCKET}/{name}", user["Arn"])
alice, bob, carol = names
refused("EntityAlreadyExists", iam.create_user, UserName=alice.upper())
refused("NoSuchEntity", iam.get_user, UserName=PREFIX + "nobody")
refused("ValidationError", iam.create_user, UserName="a b")
pages = iam.get_paginator("list_users").paginate(
    PathPrefix="/" + job.BUCKET + "/", PaginationConfig={"PageSize": 2}
)
job.equal([[alice, bob], [carol]], [[user["UserName"] for user in page["Users"]] for page in pages])
iam.update_user(UserName=carol, NewUserName=PREFIX + "caroline")
job.equal(PREFIX + "caroline", iam.get_user(UserName=PREFIX + "caroline")["User"]["UserName"])
iam.delete_user(UserName=PREFIX + "caroline")

# Keys: two of them, so that one can replace the other.
first = iam.create_access_key(UserName=alice)["AccessKey"]
second = iam.create_access_key(UserName=alice)["AccessKey"]
refused("LimitExceeded", iam.create_access_key, UserName=alice)
keys = iam.list_access_keys(UserName=alice)["AccessKeyMetadata"]
job.equal({first["AccessKeyId"], second["AccessKeyId"]}, {key["AccessKeyId"] for key in keys})
job.equal(alice, client("sts", first).get_caller_identity()["Arn"].split("/")[-1])
job.equal(alice, iam.get_access_key_last_used(AccessKeyId=first["AccessKeyId"])["UserName"])
iam.update_access_key(UserName=alice, AccessKeyId=second["AccessKeyId"], Status="Inactive")
refused("InvalidClientTokenId", client("sts", second).get_caller_identity)
refused("InvalidAccessKeyId", client("s3", second).list_buckets)
iam.update_access_key(UserName=alice, AccessKeyId=second["AccessKeyId"], Status="Active")
client("sts", second).get_caller_identity()
iam.delete_access_key(UserName=alice, AccessKeyId=second["AccessKeyId"])
refused("InvalidAccessKeyId", client("s3", second).list_buckets)
forged = dict(first, SecretAccessKey="x" * 40)
refused("SignatureDoesNotMatch", client("iam", forged).list_users)

# Inline policies, with a variable.
hers = client("s3", first)
refused("AccessDenied", hers.list_buckets)
refused("AccessDenied", hers.get_object, Bucket=job.BUCKET, Key="home/bob/b")
home = document({"Action": "s3:*", "Resource": f"arn:aws:s3:::{job.BUCKET}/home/${{aws:username}}/*"})
iam.put_user_policy(UserName=alice, PolicyName="home", PolicyDocument=home)
job.equal(json.loads(home), iam.get_user_policy(UserName=alice, PolicyName="home")["PolicyDocument"])
job.equal(["home"], iam.list_user_policies(UserName=alice)["PolicyNames"])
key = "home/" + alice + "/a"
job.equal(b"alice's", hers.get_object(Bucket=job.BUCKET, Key=key)["Body"].read())
hers.put_object(Bucket=job.BUCKET, Key=key, Body=b"new")
refused("AccessDenied", hers.get_object, Bucket=job.BUCKET, Key="home/bob/b")
refused("AccessDenied", hers.copy_object, Bucket=job.BUCKET, Key=key, CopySource=f"{job.BUCKET}/home/bob/b")
refused(
    "MalformedPolicyDocument",
    iam.put_user_policy,
    UserName=alice,
    PolicyName="wrong",
    PolicyDocument=document({"Action": "s3:GetObjekt", "Resource": "*"}),
)

# Groups, managed policies and their versions.
group = PREFIX + "readers"
iam.create_group(GroupName=group)
iam.add_user_to_group(GroupName=group, UserName=alice)
iam.attach_group_policy(GroupName=group, PolicyArn=READ_ONLY)
job.equal(b"bob's", hers.get_object(Bucket=job.BUCKET, Key="home/bob/b")["Body"].read())
refused("AccessDenied", hers.put_object, Bucket=job.BUCKET, Key="home/bob/b", Body=b"")
job.equal([group], [one["GroupName"] for one in iam.list_groups_for_user(UserName=alice)["Groups"]])
job.equal([alice], [one["UserName"] for one in iam.get_group(GroupName=group)["Users"]])
job.equal("AmazonS3ReadOnlyAccess", iam.list_attached_group_policies(GroupName=group)["AttachedPolicies"][0]["PolicyName"])
refused("DeleteConflict", iam.delete_group, GroupName=group)
policy = iam.create_policy(
    PolicyName=PREFIX + "no-bob",
    Description="not Bob's",
    PolicyDocument=document(
        {"Effect": "Deny", "Action": "s3:GetObject", "Resource": f"arn:aws:s3:::{job.BUCKET}/home/bob/*"}
    ),
)["Policy"]
arn = policy["Arn"]
iam.attach_user_policy(UserName=alice, PolicyArn=arn)
refused("AccessDenied", hers.get_object, Bucket=job.BUCKET, Key="home/bob/b")
version = iam.create_policy_version(
    PolicyArn=arn, PolicyDocument=document({"Action": "s3:ListAllMyBuckets", "Resource": "*"}), SetAsDefault=True
)["PolicyVersion"]
job.equal(("v2", True), (version["VersionId"], version["IsDefaultVersion"]))
hers.get_object(Bucket=job.BUCKET, Key="home/bob/b")
job.equal("v2", iam.get_policy(PolicyArn=arn)["Policy"]["DefaultVersionId"])
job.equal(1, iam.get_policy(PolicyArn=arn)["Policy"]["AttachmentCount"])
job.equal("Deny", iam.get_policy_version(PolicyArn=arn, VersionId="v1")["PolicyVersion"]["Document"]["Statement"][0]["Effect"])
job.equal(["v1", "v2"], [one["VersionId"] for one in iam.list_policy_versions(PolicyArn=arn)["Versions"]])
job.equal([alice], [one["UserName"] for one in iam.list_entities_for_policy(PolicyArn=arn)["PolicyUsers"]])
job.equal(
    [PREFIX + "no-bob"],
    [one["PolicyName"] for one in iam.list_policies(Scope="Local", OnlyAttached=True)["Policies"]
     if one["PolicyName"].startswith(PREFIX)],
)
refused("DeleteConflict", iam.delete_policy, PolicyArn=arn)
iam.delete_policy_version(PolicyArn=arn, VersionId="v1")

# Who may manage users.
her_iam = client("iam", first)
message = refused("AccessDenied", her_iam.create_user, UserName=PREFIX + "eve")
assert "is not authorized to perform: iam:CreateUser on resource" in message, message
refused("AccessDenied", her_iam.attach_user_policy, UserName=alice, PolicyArn=ADMINISTRATOR)
refused("AccessDenied", her_iam.create_access_key)
iam.put_user_policy(
    UserName=alice,
    PolicyName="own-keys",
    PolicyDocument=document(
        {"Action": ["iam:*AccessKey*", "iam:GetUser"], "Resource": "arn:aws:iam::*:user/*/${aws:username}"}
    ),
)
job.equal(alice, her_iam.get_user()["User"]["UserName"])
third = her_iam.create_access_key()["AccessKey"]
job.equal(alice, third["UserName"])
her_iam.delete_access_key(AccessKeyId=third["AccessKeyId"])
refused("AccessDenied", her_iam.create_access_key, UserName=bob)
iam.attach_user_policy(UserName=bob, PolicyArn=ADMINISTRATOR)
bobs = iam.create_access_key(UserName=bob)["AccessKey"]
his_iam = client("iam", bobs)
his_iam.create_user(UserName=PREFIX + "dave")
his_iam.delete_user(UserName=PREFIX + "dave")
refused("InvalidAction", iam.create_saml_provider, SAMLMetadataDocument="x" * 1000, Name="x")

# Sessions of users.
session = client("sts", first).get_session_token(DurationSeconds=900)["Credentials"]
job.equal(alice, client("sts", session).get_caller_identity()["Arn"].split("/")[-1])
in_session = client("s3", session)
job.equal(b"new", in_session.get_object(Bucket=job.BUCKET, Key=key)["Body"].read())
url = in_session.generate_presigned_url("get_object", Params={"Bucket": job.BUCKET, "Key": key})
job.equal(b"new", job.fetch(url))
in_session.upload_file("large.bin", job.BUCKET, key)
in_session.download_file(job.BUCKET, key, "back")
job.same("back")
hers.delete_object(Bucket=job.BUCKET, Key=key)
refused("AccessDenied", client("sts", session).get_session_token)
token = session["SessionToken"]
tampered = dict(session, SessionToken=("A" if token[0] != "A" else "B") + token[1:])
refused("InvalidToken", client("s3", tampered).list_buckets)
refused("InvalidClientTokenId", client("sts", tampered).get_caller_identity)
refused("InvalidToken", client("s3", dict(first, SessionToken=token)).list_buckets)
refused("InvalidAccessKeyId", client("s3", dict(session, SessionToken=None)).list_buckets)

# Others under names of their own, who may do what both she and the policy allow.
federation = {"Action": "sts:GetFederationToken", "Resource": f"arn:aws:sts::{ACCOUNT}:federated-user/fred"}
reading = document({"Action": "s3:GetObject", "Resource": "*"})
refused("AccessDenied", client("sts", first).get_federation_token, Name="fred", Policy=reading)
iam.put_user_policy(UserName=alice, PolicyName="federation", PolicyDocument=document(federation))
hers.put_object(Bucket=job.BUCKET, Key=key, Body=b"new")
fred = client("sts", first).get_federation_token(Name="fred", Policy=reading, DurationSeconds=900)
job.equal(f"arn:aws:sts::{ACCOUNT}:federated-user/fred", fred["FederatedUser"]["Arn"])
assert 0 < fred["PackedPolicySize"] < 20, fred
his = client("s3", fred["Credentials"])
job.equal(b"new", his.get_object(Bucket=job.BUCKET, Key=key)["Body"].read())
refused("AccessDenied", his.get_object, Bucket=job.BUCKET, Key="home/" + bob + "/none")
refused("AccessDenied", his.put_object, Bucket=job.BUCKET, Key=key, Body=b"")
refused("AccessDenied", client("iam", fred["Credentials"]).list_users)
refused("AccessDenied", client("sts", fred["Credentials"]).get_federation_token, Name="george")
job.equal(f"{ACCOUNT}:fred", client("sts", fred["Credentials"]).get_caller_identity()["UserId"])
iam.delete_user_policy(UserName=alice, PolicyName="federation")
hers.delete_object(Bucket=job.BUCKET, Key=key)

# Simulations say what requests would get.
simulated = iam.get_paginator("simulate_principal_policy").paginate(
    PolicySourceArn=f"arn:aws:iam::{ACCOUNT}:user/{job.BUCKET}/{alice}",
    ActionNames=["s3:GetObject", "s3:PutObject"],
    ResourceArns=[f"arn:aws:s3:::{job.BUCKET}/{key}", f"arn:aws:s3:::{job.BUCKET}/other"],
    PaginationConfig={"PageSize": 3},
)
job.equal(
    ["allowed", "allowed", "allowed", "implicitDeny"],
    [one["EvalDecision"] for page in simulated for one in page["EvaluationResults"]],
)
tried = iam.simulate_custom_policy(
    PolicyInputList=[
        document({"Action": "s3:ListBucket", "Resource": "*", "Condition": {"StringEquals": {"s3:prefix": "a"}}})
    ],
    ActionNames=["s3:ListBucket"],
    ContextEntries=[{"ContextKeyName": "s3:delimiter", "ContextKeyValues": ["/"], "ContextKeyType": "string"}],
)["EvaluationResults"][0]
job.equal(("implicitDeny", ["s3:prefix"]), (tried["EvalDecision"], tried["MissingContextValues"]))

# Roles, whose sessions are narrowed to one customer each.
role = PREFIX + "customers"
trust = document({"Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:user/{job.BUCKET}/{bob}"}, "Action": "sts:AssumeRole"})
made = iam.create_role(RoleName=role, AssumeRolePolicyDocument=trust, MaxSessionDuration=7200)["Role"]
job.equal(json.loads(trust), iam.get_role(RoleName=role)["Role"]["AssumeRolePolicyDocument"])
iam.put_role_policy(
    RoleName=role,
    PolicyName="bucket",
    PolicyDocument=document(
        {"Action": ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"], "Resource": f"arn:aws:s3:::{job.BUCKET}/*"}
    ),
)
his_sts = client("sts", bobs)
refused("AccessDenied", client("sts", first).assume_role, RoleArn=made["Arn"], RoleSessionName="mine")
answer = his_sts.assume_role(
    RoleArn=made["Arn"],
    RoleSessionName="customer-7",
    DurationSeconds=900,
    Policy=document({"Action": "s3:*", "Resource": f"arn:aws:s3:::{job.BUCKET}/customers/7/*"}),
)
job.equal(f"arn:aws:sts::{ACCOUNT}:assumed-role/{role}/customer-7", answer["AssumedRoleUser"]["Arn"])
assert answer["Credentials"]["Expiration"].timestamp() <= time.time() + 901
customer = client("s3", answer["Credentials"])
customer.put_object(Bucket=job.BUCKET, Key="customers/7/file", Body=b"seven")
job.equal(b"seven", customer.get_object(Bucket=job.BUCKET, Key="customers/7/file")["Body"].read())
refused("AccessDenied", customer.put_object, Bucket=job.BUCKET, Key="customers/8/file", Body=b"")
refused("AccessDenied", customer.list_objects_v2, Bucket=job.BUCKET)
refused("AccessDenied", client("iam", answer["Credentials"]).list_users)
refused("ValidationError", his_sts.assume_role, RoleArn=made["Arn"], RoleSessionName="long", DurationSeconds=7201)

# The SDK's own provider assumes the role that a profile names, and does so again once a session has less than 15 minutes left:
# the shortest sessions have at once.
with open("profiles", "w") as profiles:
    profiles.write(f"""[profile bob]
aws_access_key_id = {bobs["AccessKeyId"]}
aws_secret_access_key = {bobs["SecretAccessKey"]}
[profile customer]
role_arn = {made["Arn"]}
source_profile = bob
duration_seconds = 900
region = {job.REGION}
endpoint_url = {job.ENDPOINT}
""")
os.environ["AWS_CONFIG_FILE"] = os.path.abspath("profiles")
profile = botocore.session.Session(profile="customer")
credentials = profile.get_credentials()
keys = {credentials.get_frozen_credentials().access_key}
by_profile = boto3.Session(botocore_session=profile).client("s3", config=Config(s3={"addressing_style": "path"}))
by_profile.put_object(Bucket=job.BUCKET, Key="customers/7/file", Body=b"by its profile")
for _ in range(2):
    job.equal(b"by its profile", by_profile.get_object(Bucket=job.BUCKET, Key="customers/7/file")["Body"].read())
    keys.add(credentials.get_frozen_credentials().access_key)
assert len(keys) == 3, f"the session was not renewed: {keys}"
del os.environ["AWS_CONFIG_FILE"]

iam.delete_role_policy(RoleName=role, PolicyName="bucket")
refused("AccessDenied", customer.get_object, Bucket=job.BUCKET, Key="customers/7/file")
iam.delete_role(RoleName=role)

# Everything goes, in the order that IAM wants.
s3.delete_object(Bucket=job.BUCKET, Key="customers/7/file")
refused("DeleteConflict", iam.delete_user, UserName=alice)
for name in ("home", "own-keys"):
    iam.delete_user_policy(UserName=alice, PolicyName=name)
iam.detach_user_policy(UserName=alice, PolicyArn=arn)
iam.delete_policy(PolicyArn=arn)
iam.remove_user_from_group(GroupName=group, UserName=alice)
iam.detach_group_policy(GroupName=group, PolicyArn=READ_ONLY)
iam.delete_group(GroupName=group)
iam.delete_access_key(UserName=alice, AccessKeyId=first["AccessKeyId"])
iam.delete_user(UserName=alice)
refused("AccessDenied", client("s3", session).get_object, Bucket=job.BUCKET, Key="home/bob/b")
iam.detach_user_policy(UserName=bob, PolicyArn=ADMINISTRATOR)
iam.delete_access_key(UserName=bob, AccessKeyId=bobs["AccessKeyId"])
iam.delete_user(UserName=bob)
for key in ("home/" + alice + "/a", "home/bob/b"):
    s3.delete_object(Bucket=job.BUCKET, Key=key)
s3.delete_bucket(Bucket=job.BUCKET)
