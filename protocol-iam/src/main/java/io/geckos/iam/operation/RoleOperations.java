package io.geckos.iam.operation;

import io.geckos.access.identity.IamRoles;
import io.geckos.access.identity.PolicyOwner;
import io.geckos.access.identity.PolicyOwner.Role;
import io.geckos.access.identity.UserStore;
import io.geckos.iam.wire.XmlElement;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Operations on roles. */
final class RoleOperations {
    private static final String NAME = "RoleName";
    private static final String TRUST = "AssumeRolePolicyDocument";
    private static final String DESCRIPTION = "Description";
    private static final String SESSION = "MaxSessionDuration";

    private final UserStore store;
    private final IamRoles roles;
    private final AccountArns arns;
    private final EntityXml xml;

    RoleOperations(UserStore store, String account) {
        this.store = store;
        this.roles = new IamRoles(store);
        this.arns = new AccountArns(account);
        this.xml = new EntityXml(account);
    }

    List<IamOperation> all() {
        return List.of(
                IamOperation.of(
                        "CreateRole",
                        "RoleName Path AssumeRolePolicyDocument Description MaxSessionDuration",
                        arns.made("role", NAME),
                        this::create),
                IamOperation.of("GetRole", NAME, this::role, call -> List.of(xml.role(roles.get(call.required(NAME))))),
                IamOperation.of(
                        "ListRoles",
                        "PathPrefix " + ResultPage.PARAMETERS,
                        _ -> arns.of("role", ""),
                        call -> ResultPage.of(call, "Roles", byPath(call), xml::role)),
                IamOperation.of("UpdateRole", "RoleName Description MaxSessionDuration", this::role, this::update),
                IamOperation.silent(
                        "UpdateAssumeRolePolicy",
                        "RoleName PolicyDocument",
                        this::role,
                        call -> roles.updateTrust(call.required(NAME), call.required("PolicyDocument"))),
                IamOperation.silent("DeleteRole", NAME, this::role, call -> roles.delete(call.required(NAME))),
                // There are none, and programs that delete roles ask for them first.
                IamOperation.of(
                        "ListInstanceProfilesForRole",
                        "RoleName " + ResultPage.PARAMETERS,
                        this::role,
                        call -> nothing(call, "InstanceProfiles")),
                IamOperation.of(
                        "ListRoleTags",
                        "RoleName " + ResultPage.PARAMETERS,
                        this::role,
                        call -> nothing(call, "Tags")));
    }

    private String role(IamCall call) {
        return arns.owner(store.database(), PolicyOwner.Kind.ROLE, call.required(NAME));
    }

    private static int session(IamCall call, int otherwise) {
        return call.parameters()
                .number(SESSION, IamRoles.MIN_SESSION, IamRoles.MAX_SESSION)
                .orElse(otherwise);
    }

    private List<XmlElement> create(IamCall call) {
        return List.of(xml.role(roles.create(
                call.required(NAME),
                call.path(),
                call.required(TRUST),
                call.get(DESCRIPTION).orElse(""),
                session(call, IamRoles.MIN_SESSION))));
    }

    private List<XmlElement> update(IamCall call) {
        Role role = roles.get(call.required(NAME));
        roles.update(
                call.required(NAME),
                call.get(DESCRIPTION).orElse(role.description()),
                session(call, role.maxSession()));
        return List.of();
    }

    private List<XmlElement> nothing(IamCall call, String list) {
        roles.get(call.required(NAME));
        return ResultPage.of(call, list, new TreeMap<>(), _ -> XmlElement.of("member"));
    }

    private SortedMap<String, Role> byPath(IamCall call) {
        String prefix = call.get("PathPrefix").orElse("/");
        TreeMap<String, Role> found = new TreeMap<>(store.database().roles());
        found.values().removeIf(role -> !role.entity().path().startsWith(prefix));
        return found;
    }
}
