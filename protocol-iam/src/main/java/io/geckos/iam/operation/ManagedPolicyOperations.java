package io.geckos.iam.operation;

import io.geckos.access.identity.ManagedPolicy;
import io.geckos.access.identity.PolicyOwner;
import io.geckos.access.store.IamPolicies;
import io.geckos.access.store.UserStore;
import io.geckos.iam.wire.QueryException;
import io.geckos.iam.wire.XmlElement;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Operations on managed policies and their versions. */
final class ManagedPolicyOperations {
    private static final String NAME = "PolicyName";
    private static final String ARN = "PolicyArn";
    private static final String DOCUMENT = "PolicyDocument";
    private static final String VERSION = "VersionId";

    private final UserStore store;
    private final IamPolicies policies;
    private final String account;
    private final AccountArns arns;
    private final EntityXml xml;

    ManagedPolicyOperations(UserStore store, String account) {
        this.store = store;
        this.policies = new IamPolicies(store, account);
        this.account = account;
        this.arns = new AccountArns(account);
        this.xml = new EntityXml(account);
    }

    List<IamOperation> all() {
        return List.of(
                IamOperation.of(
                                "CreatePolicy",
                                "PolicyName Path PolicyDocument Description Tags.member",
                                arns.made("policy", NAME),
                                this::create)
                        .alsoTags("TagPolicy"),
                IamOperation.of(
                        "GetPolicy",
                        ARN,
                        ManagedPolicyOperations::arn,
                        call -> List.of(whole(policies.get(arn(call))))),
                IamOperation.of(
                        "ListPolicies",
                        "Scope OnlyAttached PathPrefix " + ListPagination.PARAMETERS,
                        _ -> arns.of("policy", ""),
                        call -> ListPagination.of(call, "Policies", selected(call), this::policy)),
                IamOperation.withoutResult(
                        "DeletePolicy", ARN, ManagedPolicyOperations::arn, call -> policies.delete(arn(call))),
                IamOperation.of(
                        "CreatePolicyVersion",
                        "PolicyArn PolicyDocument SetAsDefault",
                        ManagedPolicyOperations::arn,
                        this::createVersion),
                IamOperation.of(
                        "GetPolicyVersion", "PolicyArn VersionId", ManagedPolicyOperations::arn, this::getVersion),
                IamOperation.of(
                        "ListPolicyVersions",
                        "PolicyArn " + ListPagination.PARAMETERS,
                        ManagedPolicyOperations::arn,
                        this::listVersions),
                IamOperation.withoutResult(
                        "SetDefaultPolicyVersion",
                        "PolicyArn VersionId",
                        ManagedPolicyOperations::arn,
                        call -> policies.setCurrent(arn(call), call.required(VERSION))),
                IamOperation.withoutResult(
                        "DeletePolicyVersion",
                        "PolicyArn VersionId",
                        ManagedPolicyOperations::arn,
                        call -> policies.deleteVersion(arn(call), call.required(VERSION))),
                IamOperation.of("ListEntitiesForPolicy", ARN, ManagedPolicyOperations::arn, this::entities));
    }

    private static String arn(IamCall call) {
        return call.required(ARN);
    }

    private XmlElement policy(ManagedPolicy policy) {
        return xml.policy(policy, policies.attachments(policy.arn(account)).size());
    }

    private XmlElement whole(ManagedPolicy policy) {
        return EntityXml.withTags(policy(policy), policy.entity());
    }

    private List<XmlElement> create(IamCall call) {
        return List.of(whole(policies.create(
                call.required(NAME),
                call.path(),
                call.get("Description").orElse(""),
                call.required(DOCUMENT),
                call.tags())));
    }

    private SortedMap<String, ManagedPolicy> selected(IamCall call) {
        String scope = call.get("Scope").orElse("All");
        if (!List.of("All", "AWS", "Local").contains(scope)) {
            throw QueryException.validation("Parameter Scope must be All, AWS or Local: " + scope);
        }
        boolean onlyAttached = call.parameters().bool("OnlyAttached");
        String prefix = call.get("PathPrefix").orElse("/");
        TreeMap<String, ManagedPolicy> found = new TreeMap<>(store.database().allPolicies(account));
        found.entrySet().removeIf(entry -> {
            ManagedPolicy policy = entry.getValue();
            return !isInScope(policy, scope)
                    || !policy.entity().path().startsWith(prefix)
                    || (onlyAttached && policies.attachments(entry.getKey()).isEmpty());
        });
        return found;
    }

    private static boolean isInScope(ManagedPolicy policy, String scope) {
        return scope.equals("All") || scope.equals(policy.builtIn() ? "AWS" : "Local");
    }

    private List<XmlElement> createVersion(IamCall call) {
        boolean current = call.parameters().bool("SetAsDefault");
        var version = policies.createVersion(arn(call), call.required(DOCUMENT), current);
        return List.of(EntityXml.version(policies.get(arn(call)), version, false));
    }

    private List<XmlElement> getVersion(IamCall call) {
        ManagedPolicy policy = policies.get(arn(call));
        return List.of(EntityXml.version(policy, IamPolicies.version(policy, call.required(VERSION)), true));
    }

    private List<XmlElement> listVersions(IamCall call) {
        ManagedPolicy policy = policies.get(arn(call));
        TreeMap<String, ManagedPolicy.Version> versions = new TreeMap<>();
        policy.versions().forEach(version -> versions.put("%09d".formatted(version.number()), version));
        return ListPagination.of(call, "Versions", versions, version -> EntityXml.version(policy, version, false));
    }

    private List<XmlElement> entities(IamCall call) {
        policies.get(arn(call));
        return Stream.of("Group", "User", "Role")
                .map(type -> XmlElement.list(
                        "Policy" + type + "s",
                        policies.attachments(arn(call)).stream()
                                .filter(owner -> owner.kind() == kind(type))
                                .map(owner -> XmlElement.of(
                                        "member",
                                        XmlElement.text(
                                                type + "Name", owner.entity().name()),
                                        XmlElement.text(
                                                type + "Id", owner.entity().id())))))
                .toList();
    }

    private static PolicyOwner.Kind kind(String type) {
        return switch (type) {
            case "Group" -> PolicyOwner.Kind.GROUP;
            case "User" -> PolicyOwner.Kind.USER;
            default -> PolicyOwner.Kind.ROLE;
        };
    }
}
