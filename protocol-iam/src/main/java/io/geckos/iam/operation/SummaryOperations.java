package io.geckos.iam.operation;

import io.geckos.access.identity.PolicyOwner;
import io.geckos.access.store.IamGroups;
import io.geckos.access.store.IamPolicies;
import io.geckos.access.store.IamRoles;
import io.geckos.access.store.IamUsers;
import io.geckos.access.store.PolicyValidation;
import io.geckos.access.store.UserDatabase;
import io.geckos.access.store.UserStore;
import io.geckos.iam.wire.XmlElement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What there is in an account, and how much there may be. */
final class SummaryOperations {
    private final UserStore store;

    SummaryOperations(UserStore store) {
        this.store = store;
    }

    List<IamOperation> all() {
        return List.of(IamOperation.of("GetAccountSummary", "", _ -> "*", _ -> summary()));
    }

    private List<XmlElement> summary() {
        Map<String, Integer> figures = new TreeMap<>();
        count(figures, store.database());
        figures.put("UsersQuota", IamUsers.MAX_USERS);
        figures.put("GroupsQuota", IamGroups.MAX_GROUPS);
        figures.put("RolesQuota", IamRoles.MAX_ROLES);
        figures.put("PoliciesQuota", IamPolicies.MAX_POLICIES);
        figures.put("GroupsPerUserQuota", IamUsers.MAX_GROUPS);
        figures.put("AccessKeysPerUserQuota", IamUsers.MAX_KEYS);
        figures.put("VersionsPerPolicyQuota", IamPolicies.MAX_VERSIONS);
        figures.put("PolicySizeQuota", PolicyValidation.MAX_MANAGED);
        for (PolicyOwner.Kind kind : PolicyOwner.Kind.values()) {
            figures.put("AttachedPoliciesPer" + kind.noun() + "Quota", IamPolicies.MAX_ATTACHED);
            figures.put(kind.noun() + "PolicySizeQuota", kind.inlineLimit());
        }
        return List.of(XmlElement.of("SummaryMap")
                .with(figures.entrySet().stream()
                        .map(figure -> XmlElement.of(
                                "entry",
                                XmlElement.text("key", figure.getKey()),
                                XmlElement.text("value", String.valueOf(figure.getValue()))))
                        .toArray(XmlElement[]::new)));
    }

    private static void count(Map<String, Integer> figures, UserDatabase database) {
        figures.put("Users", database.users().size());
        figures.put("Groups", database.groups().size());
        figures.put("Roles", database.roles().size());
        figures.put("Policies", database.policies().size());
    }
}
