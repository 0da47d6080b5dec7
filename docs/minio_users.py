#!/usr/bin/env python3
"""Makes the users, groups and policies of MinIO, as `mc admin cluster iam export` wrote them, by IAM.

    python3 minio_users.py ALIAS-iam-info.zip http://127.0.0.1:9000 > keys.tsv

The key pair of root comes from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. Needs boto3. Standard output has a line for each
key of MinIO: the old access key, the user, the new access key and secret. Standard error says what could not be moved. A second
run goes on where the first one ended."""

import json
import sys
import zipfile

import boto3
from botocore.exceptions import ClientError

ACCOUNT = "000000000000"


def main(path, endpoint):
    iam = boto3.client("iam", endpoint_url=endpoint, region_name="us-east-1")
    with zipfile.ZipFile(path) as export:
        parts = {name.rsplit("/", 1)[-1]: json.load(export.open(name)) or {} for name in export.namelist()}
    move = Move(iam)
    for name, policy in parts.get("policies.json", {}).items():
        move.policy(name, policy)
    for name, group in parts.get("groups.json", {}).items():
        move.group(name, group)
    mapped = parts.get("user_mappings.json", {})
    for name, user in parts.get("users.json", {}).items():
        move.user(name, name, user, policies(mapped.get(name, {})))
    for name, mapping in parts.get("group_mappings.json", {}).items():
        for policy in policies(mapping):
            move.attach("group", name, policy)
    for name, account in parts.get("svcaccts.json", {}).items():
        move.service_account(name, account, policies(mapped.get(account["parent"], {})))
    if parts.get("stsuser_mappings.json"):
        report("users of LDAP or OpenID are not moved:", *parts["stsuser_mappings.json"])


def policies(mapping):
    return [name for name in mapping.get("policy", "").split(",") if name]


def report(*words):
    print(*words, file=sys.stderr)


class Move:
    def __init__(self, iam):
        self.iam = iam
        self.made = set()
        self.members = {}

    def call(self, what, operation, **parameters):
        """Whether the operation was carried out; reports why not, save that it was before."""
        try:
            getattr(self.iam, operation)(**parameters)
            return True
        except ClientError as error:
            if error.response["Error"]["Code"] == "EntityAlreadyExists":
                return True
            report(what, "is not moved:", error.response["Error"]["Message"])
            return False

    def policy(self, name, policy):
        statements = []
        for statement in policy["Statement"]:
            actions = statement.get("Action", [])
            actions = [actions] if isinstance(actions, str) else actions
            kept = [action for action in actions if not action.startswith(("admin:", "kms:"))]
            if len(kept) < len(actions):
                report(f"policy {name}: what it says of the administration of MinIO is left out")
            if kept or not actions:
                # Elements without a value stand in some exports.
                whole = dict(statement, Action=kept) if actions else statement
                statements.append({key: value for key, value in whole.items() if value not in ("", [], {}, None)})
        if not statements:
            return
        document = json.dumps({"Version": "2012-10-17", "Statement": statements})
        if self.call(f"policy {name}", "create_policy", PolicyName=name, PolicyDocument=document):
            self.made.add(name)

    def group(self, name, group):
        if group.get("status") == "disabled":
            report(f"group {name} is not moved: it is disabled")
        elif self.call(f"group {name}", "create_group", GroupName=name):
            for member in group.get("members") or []:
                self.members.setdefault(member, []).append(name)

    def attach(self, kind, name, policy):
        if policy not in self.made:
            report(f"{kind} {name} has no policy {policy}: that was not moved")
            return
        self.call(
            f"policy {policy} of {kind} {name}",
            f"attach_{kind}_policy",
            PolicyArn=f"arn:aws:iam::{ACCOUNT}:policy/{policy}",
            **{kind.capitalize() + "Name": name},
        )

    def user(self, key, name, user, attached, member=None):
        """A user with the policies and groups of `member`, and with a key that stands in for the old one."""
        if not self.call(f"user {name}", "create_user", UserName=name):
            return
        for policy in attached:
            self.attach("user", name, policy)
        for group in self.members.get(member or key, []):
            self.call(f"user {name} in group {group}", "add_user_to_group", UserName=name, GroupName=group)
        if self.iam.list_access_keys(UserName=name)["AccessKeyMetadata"]:
            return
        made = self.iam.create_access_key(UserName=name)["AccessKey"]
        if user.get("status") in ("disabled", "off"):
            self.iam.update_access_key(UserName=name, AccessKeyId=made["AccessKeyId"], Status="Inactive")
        print(key, name, made["AccessKeyId"], made["SecretAccessKey"], sep="\t", flush=True)

    def service_account(self, key, account, attached):
        """An access key of a user of MinIO becomes a user with the same policies."""
        if account.get("sessionPolicy"):
            report(f"access key {key} of {account['parent']} is not moved: make a user with a policy as narrow as its own")
        else:
            self.user(key, key, account, attached, account["parent"])


main(*sys.argv[1:])
