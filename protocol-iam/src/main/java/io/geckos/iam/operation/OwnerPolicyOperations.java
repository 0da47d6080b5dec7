package io.geckos.iam.operation;

import io.geckos.access.identity.PolicyOwner;
import io.geckos.access.store.IamPolicies;
import io.geckos.access.store.UserStore;
import io.geckos.iam.wire.XmlElement;
import java.util.List;
import java.util.TreeMap;

/** Operations on the policies of a kind of owners: users, groups or roles. They differ only in their names. */
final class OwnerPolicyOperations {
    private static final String POLICY = "PolicyName";
    private static final String DOCUMENT = "PolicyDocument";
    private static final String ARN = "PolicyArn";

    private final UserStore store;
    private final IamPolicies policies;
    private final AccountArns arns;
    private final PolicyOwner.Kind kind;
    private final String noun;
    private final String name;

    /** The operations of a kind of owners. */
    OwnerPolicyOperations(UserStore store, String account, PolicyOwner.Kind kind) {
        this.store = store;
        this.policies = new IamPolicies(store, account);
        this.arns = new AccountArns(account);
        this.kind = kind;
        this.noun = kind.noun();
        this.name = noun + "Name";
    }

    List<IamOperation> all() {
        String one = name + " " + POLICY;
        return List.of(
                IamOperation.withoutResult(
                        "Put" + noun + "Policy",
                        one + " " + DOCUMENT,
                        this::owner,
                        call -> policies.put(
                                kind, call.required(name), call.required(POLICY), call.required(DOCUMENT))),
                IamOperation.of("Get" + noun + "Policy", one, this::owner, this::get),
                IamOperation.withoutResult(
                        "Delete" + noun + "Policy",
                        one,
                        this::owner,
                        call -> policies.delete(kind, call.required(name), call.required(POLICY))),
                IamOperation.of(
                        "List" + noun + "Policies", name + " " + ListPagination.PARAMETERS, this::owner, this::list),
                IamOperation.withoutResult(
                        "Attach" + noun + "Policy",
                        name + " " + ARN,
                        this::owner,
                        call -> policies.attach(kind, call.required(name), call.required(ARN))),
                IamOperation.withoutResult(
                        "Detach" + noun + "Policy",
                        name + " " + ARN,
                        this::owner,
                        call -> policies.detach(kind, call.required(name), call.required(ARN))),
                IamOperation.of(
                        "ListAttached" + noun + "Policies",
                        name + " PathPrefix " + ListPagination.PARAMETERS,
                        this::owner,
                        this::attached));
    }

    private String owner(IamCall call) {
        return arns.owner(store.database(), kind, call.required(name));
    }

    private List<XmlElement> get(IamCall call) {
        String policy = call.required(POLICY);
        PolicyOwner owner = policies.owner(kind, call.required(name));
        return List.of(
                XmlElement.text(name, owner.entity().name()),
                XmlElement.text(POLICY, policy),
                XmlElement.text(DOCUMENT, EntityXml.document(policies.inline(owner, policy))));
    }

    private List<XmlElement> list(IamCall call) {
        PolicyOwner owner = policies.owner(kind, call.required(name));
        TreeMap<String, String> names = new TreeMap<>();
        owner.policies().inline().keySet().forEach(policy -> names.put(policy, policy));
        return ListPagination.of(call, "PolicyNames", names, policy -> XmlElement.text("member", policy));
    }

    private List<XmlElement> attached(IamCall call) {
        String prefix = call.get("PathPrefix").orElse("/");
        TreeMap<String, XmlElement> attached = new TreeMap<>();
        for (String arn : policies.owner(kind, call.required(name)).policies().attached()) {
            var entity = policies.get(arn).entity();
            if (entity.path().startsWith(prefix)) {
                attached.put(
                        arn,
                        XmlElement.of("member", XmlElement.text(POLICY, entity.name()), XmlElement.text(ARN, arn)));
            }
        }
        return ListPagination.of(call, "AttachedPolicies", attached, policy -> policy);
    }
}
