package io.geckos.iam.operation;

import io.geckos.access.identity.IamEntity;
import io.geckos.access.identity.ManagedPolicy;
import io.geckos.access.identity.PolicyOwner;
import io.geckos.access.identity.PolicyOwner.Group;
import io.geckos.access.identity.PolicyOwner.Role;
import io.geckos.access.identity.User;
import io.geckos.domain.text.PercentEncoding;
import io.geckos.iam.wire.XmlElement;
import java.util.Map;

/** Users, groups, roles and policies as answers show them. */
record EntityXml(String account) {
    XmlElement user(User user) {
        return owner("User", user);
    }

    /** The element of an entity as it is shown alone: lists leave the tags out. */
    static XmlElement withTags(XmlElement element, IamEntity entity) {
        return entity.tags().isEmpty()
                ? element
                : element.with(XmlElement.list(
                        "Tags", entity.tags().entrySet().stream().map(EntityXml::tag)));
    }

    /** A tag. */
    static XmlElement tag(Map.Entry<String, String> tag) {
        return XmlElement.of("Tag", XmlElement.text("Key", tag.getKey()), XmlElement.text("Value", tag.getValue()));
    }

    XmlElement group(Group group) {
        return owner("Group", group);
    }

    private XmlElement owner(String type, PolicyOwner owner) {
        IamEntity entity = owner.entity();
        return XmlElement.of(
                type,
                XmlElement.text("Path", entity.path()),
                XmlElement.text(type + "Name", entity.name()),
                XmlElement.text(type + "Id", entity.id()),
                XmlElement.text("Arn", owner.arn(account)),
                XmlElement.time("CreateDate", entity.created()));
    }

    /** A role; {@code trust} is its trust policy as it is shown. */
    XmlElement role(Role role, String trust) {
        XmlElement common = owner("Role", role)
                .with(
                        XmlElement.text("AssumeRolePolicyDocument", document(trust)),
                        XmlElement.text("MaxSessionDuration", String.valueOf(role.maxSession())));
        return role.description().isEmpty() ? common : common.with(XmlElement.text("Description", role.description()));
    }

    /** A managed policy; {@code attachments} is the number of entities to which it is attached. */
    XmlElement policy(ManagedPolicy policy, int attachments) {
        IamEntity entity = policy.entity();
        XmlElement common = XmlElement.of(
                "Policy",
                XmlElement.text("PolicyName", entity.name()),
                XmlElement.text("PolicyId", entity.id()),
                XmlElement.text("Arn", policy.arn(account)),
                XmlElement.text("Path", entity.path()),
                XmlElement.text("DefaultVersionId", "v" + policy.current()),
                XmlElement.text("AttachmentCount", String.valueOf(attachments)),
                XmlElement.text("PermissionsBoundaryUsageCount", "0"),
                XmlElement.text("IsAttachable", "true"),
                XmlElement.time("CreateDate", entity.created()),
                XmlElement.time("UpdateDate", policy.versions().getLast().created()));
        return policy.description().isEmpty()
                ? common
                : common.with(XmlElement.text("Description", policy.description()));
    }

    /** A version of a managed policy. Lists leave the document out. */
    static XmlElement version(ManagedPolicy policy, ManagedPolicy.Version version, boolean whole) {
        XmlElement common = XmlElement.of(
                "PolicyVersion",
                XmlElement.text("VersionId", version.id()),
                XmlElement.text("IsDefaultVersion", String.valueOf(version.number() == policy.current())),
                XmlElement.time("CreateDate", version.created()));
        return whole ? common.with(XmlElement.text("Document", document(version.document()))) : common;
    }

    /** A document in the form in which answers have it. */
    static String document(String text) {
        return PercentEncoding.encode(text);
    }
}
