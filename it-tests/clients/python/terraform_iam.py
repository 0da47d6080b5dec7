"""The calls of Terraform's aws_iam_* resources, in their order, with the fields that they compare: apply, plan, change, destroy.

Each class has the name of a resource. Its methods make the calls of the provider: create, read, update, delete. A plan is clean
if what read answers is what the configuration says and what the state had."""

import json
import urllib.parse

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

import job

print("version: boto3", boto3.__version__)
PREFIX = job.BUCKET + "-"
PATH = "/" + job.BUCKET + "/"
ACCOUNT = "000000000000"
config = Config(retries={"total_max_attempts": 1}, s3={"addressing_style": "path"})


def client(service, **keys):
    return boto3.client(service, endpoint_url=job.ENDPOINT, region_name=job.REGION, config=config, **keys)


iam, sts = client("iam"), client("sts")


def document(*actions, resource="*"):
    """As Terraform normalizes documents: without spaces, with sorted fields."""
    statement = {"Action": list(actions), "Effect": "Allow", "Resource": resource}
    return json.dumps({"Statement": [statement], "Version": "2012-10-17"}, separators=(",", ":"), sort_keys=True)


def pages(operation, member, **parameters):
    """All members of a list, in pages as small as they may be."""
    found = iam.get_paginator(operation).paginate(**parameters, PaginationConfig={"PageSize": 1})
    return [one for page in found for one in page[member]]


def is_missing(call, **parameters):
    """Whether the answer is that there is no such entity, by which the provider knows that a resource is gone."""
    try:
        call(**parameters)
        return False
    except ClientError as error:
        job.equal("NoSuchEntity", error.response["Error"]["Code"])
        job.equal(404, error.response["ResponseMetadata"]["HTTPStatusCode"])
        return True


def no_tags(entity):
    job.equal([], entity.get("Tags", []))


class User:
    def __init__(self, name, path):
        self.config = {"name": name, "path": path}

    def create(self):
        made = iam.create_user(UserName=self.config["name"], Path=self.config["path"])["User"]
        self.id = made["UserName"]

    def read(self):
        user = iam.get_user(UserName=self.id)["User"]
        no_tags(user)
        job.equal(None, user.get("PermissionsBoundary"))
        return {"name": user["UserName"], "path": user["Path"], "arn": user["Arn"], "unique_id": user["UserId"]}

    def update(self, name, path):
        # Both are sent, whichever changes.
        iam.update_user(UserName=self.id, NewUserName=name, NewPath=path)
        self.config = {"name": name, "path": path}
        self.id = name

    def delete(self):
        for group in pages("list_groups_for_user", "Groups", UserName=self.id):
            iam.remove_user_from_group(UserName=self.id, GroupName=group["GroupName"])
        # What force_destroy removes.
        for key in pages("list_access_keys", "AccessKeyMetadata", UserName=self.id):
            iam.delete_access_key(UserName=self.id, AccessKeyId=key["AccessKeyId"])
        job.equal([], pages("list_ssh_public_keys", "SSHPublicKeys", UserName=self.id))
        job.equal([], pages("list_virtual_mfa_devices", "VirtualMFADevices", AssignmentStatus="Assigned"))
        job.equal([], pages("list_mfa_devices", "MFADevices", UserName=self.id))
        job.equal(True, is_missing(iam.delete_login_profile, UserName=self.id))
        job.equal([], pages("list_signing_certificates", "Certificates", UserName=self.id))
        job.equal([], iam.list_service_specific_credentials(UserName=self.id)["ServiceSpecificCredentials"])
        iam.delete_user(UserName=self.id)
        job.equal(True, is_missing(iam.get_user, UserName=self.id))


class AccessKey:
    def __init__(self, user):
        self.user = user
        self.config = {"status": "Active"}

    def create(self):
        made = iam.create_access_key(UserName=self.user.id)["AccessKey"]
        self.id, self.secret, self.made = made["AccessKeyId"], made["SecretAccessKey"], made["CreateDate"]
        job.equal(("Active", self.user.id), (made["Status"], made["UserName"]))

    def read(self):
        [key] = [key for key in pages("list_access_keys", "AccessKeyMetadata", UserName=self.user.id)
                 if key["AccessKeyId"] == self.id]
        job.equal((self.user.id, self.made), (key["UserName"], key["CreateDate"]))
        # What an import asks for.
        job.equal(self.user.id, iam.get_access_key_last_used(AccessKeyId=self.id)["UserName"])
        return {"status": key["Status"]}

    def update(self, status):
        iam.update_access_key(UserName=self.user.id, AccessKeyId=self.id, Status=status)
        self.config = {"status": status}

    def delete(self):
        iam.delete_access_key(UserName=self.user.id, AccessKeyId=self.id)
        job.equal([], pages("list_access_keys", "AccessKeyMetadata", UserName=self.user.id))


class Policy:
    def __init__(self, name, path, policy, description=""):
        self.config = {"name": name, "path": path, "policy": policy, "description": description}

    def create(self):
        made = iam.create_policy(
            PolicyName=self.config["name"],
            Path=self.config["path"],
            PolicyDocument=self.config["policy"],
            Description=self.config["description"],
        )["Policy"]
        self.id = made["Arn"]

    def read(self):
        policy = iam.get_policy(PolicyArn=self.id)["Policy"]
        no_tags(policy)
        version = iam.get_policy_version(PolicyArn=self.id, VersionId=policy["DefaultVersionId"])["PolicyVersion"]
        job.equal((policy["DefaultVersionId"], True), (version["VersionId"], version["IsDefaultVersion"]))
        text = version["Document"]
        return {
            "name": policy["PolicyName"],
            "path": policy["Path"],
            # boto3 decodes what the provider decodes itself.
            "policy": text if isinstance(text, str) else json.dumps(text, separators=(",", ":"), sort_keys=True),
            "description": policy.get("Description", ""),
            "arn": policy["Arn"],
            "policy_id": policy["PolicyId"],
        }

    def update(self, policy):
        versions = pages("list_policy_versions", "Versions", PolicyArn=self.id)
        if len(versions) == 5:
            oldest = min((one for one in versions if not one["IsDefaultVersion"]), key=lambda one: one["CreateDate"])
            iam.delete_policy_version(PolicyArn=self.id, VersionId=oldest["VersionId"])
        made = iam.create_policy_version(PolicyArn=self.id, PolicyDocument=policy)["PolicyVersion"]
        job.equal(False, made["IsDefaultVersion"])
        iam.set_default_policy_version(PolicyArn=self.id, VersionId=made["VersionId"])
        self.config["policy"] = policy

    def delete(self):
        for version in pages("list_policy_versions", "Versions", PolicyArn=self.id):
            if not version["IsDefaultVersion"]:
                iam.delete_policy_version(PolicyArn=self.id, VersionId=version["VersionId"])
        iam.delete_policy(PolicyArn=self.id)
        job.equal(True, is_missing(iam.get_policy, PolicyArn=self.id))


class Group:
    def __init__(self, name, path):
        self.config = {"name": name, "path": path}

    def create(self):
        self.id = iam.create_group(GroupName=self.config["name"], Path=self.config["path"])["Group"]["GroupName"]

    def read(self):
        group = iam.get_group(GroupName=self.id)["Group"]
        return {"name": group["GroupName"], "path": group["Path"], "arn": group["Arn"], "unique_id": group["GroupId"]}

    def update(self, name, path):
        iam.update_group(GroupName=self.id, NewGroupName=name, NewPath=path)
        self.config = {"name": name, "path": path}
        self.id = name

    def delete(self):
        iam.delete_group(GroupName=self.id)
        job.equal(True, is_missing(iam.get_group, GroupName=self.id))


class GroupMembership:
    def __init__(self, group, *users):
        self.group = group
        self.users = set(users)

    @property
    def config(self):
        return {"users": {user.id for user in self.users}}

    def create(self):
        for user in self.users:
            iam.add_user_to_group(GroupName=self.group.id, UserName=user.id)

    def read(self):
        users = {user["UserName"] for user in pages("get_group", "Users", GroupName=self.group.id)}
        # What aws_iam_user_group_membership reads.
        for user in self.users:
            groups = [group["GroupName"] for group in pages("list_groups_for_user", "Groups", UserName=user.id)]
            job.equal([self.group.id], groups)
        return {"users": users}

    def update(self, *users):
        for user in self.users - set(users):
            iam.remove_user_from_group(GroupName=self.group.id, UserName=user.id)
        for user in set(users) - self.users:
            iam.add_user_to_group(GroupName=self.group.id, UserName=user.id)
        self.users = set(users)

    def delete(self):
        for user in self.users:
            iam.remove_user_from_group(GroupName=self.group.id, UserName=user.id)


class Attachment:
    """aws_iam_user_policy_attachment and its like for groups and roles."""

    def __init__(self, kind, owner, policy):
        self.kind, self.owner, self.policy = kind, owner, policy

    @property
    def config(self):
        return {"policy_arn": self.policy if isinstance(self.policy, str) else self.policy.id}

    def call(self, operation):
        getattr(iam, f"{operation}_{self.kind}_policy")(
            PolicyArn=self.config["policy_arn"], **{self.kind.capitalize() + "Name": self.owner.id}
        )

    def create(self):
        self.call("attach")

    def read(self):
        attached = pages(
            f"list_attached_{self.kind}_policies",
            "AttachedPolicies",
            **{self.kind.capitalize() + "Name": self.owner.id},
        )
        [one] = [one for one in attached if one["PolicyArn"] == self.config["policy_arn"]]
        job.equal(one["PolicyArn"].rsplit("/", 1)[1], one["PolicyName"])
        return {"policy_arn": one["PolicyArn"]}

    def delete(self):
        self.call("detach")
        job.equal(True, is_missing(self.call, operation="detach"))


class InlinePolicy:
    """aws_iam_user_policy, aws_iam_group_policy and aws_iam_role_policy."""

    def __init__(self, kind, owner, name, policy):
        self.kind, self.owner, self.name = kind, owner, name
        self.config = {"policy": policy}

    def call(self, operation, **more):
        named = {self.kind.capitalize() + "Name": self.owner.id, "PolicyName": self.name}
        return getattr(iam, f"{operation}_{self.kind}_policy")(**named, **more)

    def create(self):
        self.call("put", PolicyDocument=self.config["policy"])

    def read(self):
        text = self.call("get")["PolicyDocument"]
        return {"policy": text if isinstance(text, str) else json.dumps(text, separators=(",", ":"), sort_keys=True)}

    def update(self, policy):
        self.config = {"policy": policy}
        self.create()

    def delete(self):
        self.call("delete")
        job.equal(True, is_missing(self.call, operation="get"))


class Role:
    def __init__(self, name, path, trust, description="", hour=3600):
        self.config = {"name": name, "path": path, "trust": trust, "description": description, "most": hour}

    def create(self):
        more = {"Description": self.config["description"]} if self.config["description"] else {}
        made = iam.create_role(
            RoleName=self.config["name"],
            Path=self.config["path"],
            AssumeRolePolicyDocument=self.config["trust"],
            MaxSessionDuration=self.config["most"],
            **more,
        )["Role"]
        self.id = made["RoleName"]

    def read(self):
        role = iam.get_role(RoleName=self.id)["Role"]
        no_tags(role)
        job.equal(None, role.get("PermissionsBoundary"))
        text = role["AssumeRolePolicyDocument"]
        return {
            "name": role["RoleName"],
            "path": role["Path"],
            "trust": text if isinstance(text, str) else json.dumps(text, separators=(",", ":"), sort_keys=True),
            "description": role.get("Description", ""),
            "most": role["MaxSessionDuration"],
            "arn": role["Arn"],
            "unique_id": role["RoleId"],
        }

    def update(self, trust, description, most):
        iam.update_assume_role_policy(RoleName=self.id, PolicyDocument=trust)
        iam.update_role(RoleName=self.id, Description=description, MaxSessionDuration=most)
        self.config.update(trust=trust, description=description, most=most)

    def delete(self):
        job.equal([], pages("list_instance_profiles_for_role", "InstanceProfiles", RoleName=self.id))
        for attached in pages("list_attached_role_policies", "AttachedPolicies", RoleName=self.id):
            iam.detach_role_policy(RoleName=self.id, PolicyArn=attached["PolicyArn"])
        for name in pages("list_role_policies", "PolicyNames", RoleName=self.id):
            iam.delete_role_policy(RoleName=self.id, PolicyName=name)
        iam.delete_role(RoleName=self.id)
        job.equal(True, is_missing(iam.get_role, RoleName=self.id))


state = {}


def plan(resources):
    """Reads everything; what is read is what is configured, and what was read before."""
    for resource in resources:
        read = resource.read()
        for name, value in resource.config.items():
            job.equal(value, read[name])
        job.equal(state.setdefault(id(resource), read), read)


def change(resource, *values):
    before = resource.read()
    resource.update(*values)
    # An id stays, whatever changes.
    for name in ("unique_id", "policy_id"):
        job.equal(before.get(name), resource.read().get(name))


client("s3").create_bucket(Bucket=job.BUCKET)
job.equal(ACCOUNT, sts.get_caller_identity()["Account"])
alice, bob = User(PREFIX + "alice", PATH), User(PREFIX + "bob", "/")
key = AccessKey(alice)
policy = Policy(PREFIX + "read", PATH, document("s3:GetObject", "s3:ListBucket"))
staff = Group(PREFIX + "staff", PATH)
membership = GroupMembership(staff, alice, bob)
trust = json.dumps(
    {
        "Statement": [{
            "Action": "sts:AssumeRole",
            "Condition": {"StringEquals": {"sts:ExternalId": "customer-7"}},
            "Effect": "Allow",
            "Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:root"},
        }],
        "Version": "2012-10-17",
    },
    separators=(",", ":"),
    sort_keys=True,
)
role = Role(PREFIX + "role", PATH, trust, "for tests")
resources = [
    alice, bob, key, policy, staff, membership, role,
    Attachment("user", alice, policy),
    Attachment("user", alice, "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"),
    Attachment("group", staff, policy),
    Attachment("role", role, policy),
    InlinePolicy("user", bob, "inline", document("s3:PutObject", resource="arn:aws:s3:::b/${aws:username}/*")),
    InlinePolicy("group", staff, "inline", document("s3:DeleteObject")),
    InlinePolicy("role", role, "inline", document("s3:*")),
]

for resource in resources:
    resource.create()
    plan([resource])
plan(resources)
plan(resources)
job.equal(3, iam.get_policy(PolicyArn=policy.id)["Policy"]["AttachmentCount"])

# Changes in place.
for number in range(6):
    change(policy, document("s3:GetObject", resource=f"arn:aws:s3:::b/{number}/*"))
change(bob, PREFIX + "robert", "/")
change(alice, PREFIX + "alice", PATH + "team/")
change(staff, PREFIX + "staff", "/")
change(key, "Inactive")
change(membership, alice)
change(role, trust.replace("customer-7", "customer-8"), "changed", 7200)
change(resources[-3], document("s3:GetObject"))
state.clear()
plan(resources)
plan(resources)

# Somebody else changed something: the next plan sees it.
iam.update_access_key(UserName=alice.id, AccessKeyId=key.id, Status="Active")
job.equal("Active", key.read()["status"])

for resource in reversed(resources):
    resource.delete()
client("s3").delete_bucket(Bucket=job.BUCKET)
left = [one for one in pages("list_users", "Users") if one["UserName"].startswith(PREFIX)]
job.equal([], left + [one for one in pages("list_policies", "Policies", Scope="Local") if PREFIX in one["Arn"]])
