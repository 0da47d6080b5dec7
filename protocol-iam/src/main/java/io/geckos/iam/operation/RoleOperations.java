package io.geckos.iam.operation;

import io.geckos.access.identity.PolicyOwner;
import io.geckos.access.identity.PolicyOwner.Role;
import io.geckos.access.store.IamRoles;
import io.geckos.access.store.PrincipalDirectory;
import io.geckos.access.store.UserStore;
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

    RoleOperations(UserStore store, PrincipalDirectory principals, String account) {
        this.store = store;
        this.roles = new IamRoles(store, principals);
        this.arns = new AccountArns(account);
        this.xml = new EntityXml(account);
    }

    List<IamOperation> all() {
        return List.of(
                IamOperation.of(
                                "CreateRole",
                                "RoleName Path AssumeRolePolicyDocument Description MaxSessionDuration Tags.member",
                                arns.made("role", NAME),
                                this::create)
                        .alsoTags("TagRole"),
                IamOperation.of("GetRole", NAME, this::role, call -> List.of(whole(roles.get(call.required(NAME))))),
                IamOperation.of(
                        "ListRoles",
                        "PathPrefix " + ListPagination.PARAMETERS,
                        _ -> arns.of("role", ""),
                        call -> ListPagination.of(call, "Roles", withPathPrefix(call), this::shown)),
                IamOperation.of("UpdateRole", "RoleName Description MaxSessionDuration", this::role, this::update),
                IamOperation.withoutResult(
                        "UpdateAssumeRolePolicy",
                        "RoleName PolicyDocument",
                        this::role,
                        call -> roles.updateTrust(call.required(NAME), call.required("PolicyDocument"))),
                IamOperation.withoutResult("DeleteRole", NAME, this::role, call -> roles.delete(call.required(NAME))),
                // There are no instance profiles, but programs that delete roles ask for them first.
                IamOperation.of(
                        "ListInstanceProfilesForRole",
                        "RoleName " + ListPagination.PARAMETERS,
                        this::role,
                        this::instanceProfiles));
    }

    private String role(IamCall call) {
        return arns.owner(store.database(), PolicyOwner.Kind.ROLE, call.required(NAME));
    }

    private static int sessionSeconds(IamCall call, int fallback) {
        return call.parameters()
                .number(SESSION, IamRoles.MIN_SESSION, IamRoles.MAX_SESSION)
                .orElse(fallback);
    }

    private List<XmlElement> create(IamCall call) {
        return List.of(whole(roles.create(
                call.required(NAME),
                call.path(),
                call.required(TRUST),
                call.get(DESCRIPTION).orElse(""),
                sessionSeconds(call, IamRoles.DEFAULT_SESSION),
                call.tags())));
    }

    private XmlElement shown(Role role) {
        return xml.role(role, roles.shownTrust(role));
    }

    private XmlElement whole(Role role) {
        return EntityXml.withTags(shown(role), role.entity());
    }

    private List<XmlElement> update(IamCall call) {
        Role role = roles.get(call.required(NAME));
        roles.update(
                call.required(NAME),
                call.get(DESCRIPTION).orElse(role.description()),
                sessionSeconds(call, role.maxSession()));
        return List.of();
    }

    private List<XmlElement> instanceProfiles(IamCall call) {
        roles.get(call.required(NAME));
        return ListPagination.of(call, "InstanceProfiles", new TreeMap<>(), _ -> XmlElement.of("member"));
    }

    private SortedMap<String, Role> withPathPrefix(IamCall call) {
        String prefix = call.get("PathPrefix").orElse("/");
        TreeMap<String, Role> found = new TreeMap<>(store.database().roles());
        found.values().removeIf(role -> !role.entity().path().startsWith(prefix));
        return found;
    }
}
