package io.geckos.iam.operation;

import io.geckos.access.identity.PolicyOwner;
import io.geckos.access.identity.User;
import io.geckos.access.store.IamGroups;
import io.geckos.access.store.IamUsers;
import io.geckos.access.store.UserStore;
import io.geckos.iam.wire.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Operations on groups, and on the users in them. */
final class GroupOperations {
    private static final String NAME = "GroupName";
    private static final String USER = "UserName";

    private final UserStore store;
    private final IamGroups groups;
    private final IamUsers users;
    private final AccountArns arns;
    private final EntityXml xml;

    GroupOperations(UserStore store, String account) {
        this.store = store;
        this.groups = new IamGroups(store);
        this.users = new IamUsers(store);
        this.arns = new AccountArns(account);
        this.xml = new EntityXml(account);
    }

    List<IamOperation> all() {
        return List.of(
                IamOperation.of(
                        "CreateGroup",
                        "GroupName Path",
                        arns.made("group", NAME),
                        call -> List.of(xml.group(groups.create(call.required(NAME), call.path())))),
                IamOperation.of("GetGroup", "GroupName " + ListPagination.PARAMETERS, this::group, this::get),
                IamOperation.of(
                        "ListGroups",
                        "PathPrefix " + ListPagination.PARAMETERS,
                        _ -> arns.of("group", ""),
                        call -> ListPagination.of(call, "Groups", withPathPrefix(call), xml::group)),
                IamOperation.withoutResult(
                                "UpdateGroup",
                                "GroupName NewGroupName NewPath",
                                this::group,
                                call -> groups.update(
                                        call.required(NAME), call.get("NewGroupName"), call.get("NewPath")))
                        .alsoFor(call -> arns.renamed(group(call), call, "NewGroupName")),
                IamOperation.withoutResult(
                        "DeleteGroup", NAME, this::group, call -> groups.delete(call.required(NAME))),
                IamOperation.withoutResult(
                        "AddUserToGroup",
                        "GroupName UserName",
                        this::group,
                        call -> users.addToGroup(call.required(USER), call.required(NAME))),
                IamOperation.withoutResult(
                        "RemoveUserFromGroup",
                        "GroupName UserName",
                        this::group,
                        call -> users.removeFromGroup(call.required(USER), call.required(NAME))));
    }

    private String group(IamCall call) {
        return arns.owner(store.database(), PolicyOwner.Kind.GROUP, call.required(NAME));
    }

    private List<XmlElement> get(IamCall call) {
        TreeMap<String, User> members = new TreeMap<>();
        groups.users(call.required(NAME))
                .forEach(user -> members.put(user.entity().name(), user));
        List<XmlElement> answer = new ArrayList<>();
        answer.add(xml.group(groups.get(call.required(NAME))));
        answer.addAll(ListPagination.of(call, "Users", members, xml::user));
        return answer;
    }

    private SortedMap<String, PolicyOwner.Group> withPathPrefix(IamCall call) {
        String prefix = call.get("PathPrefix").orElse("/");
        TreeMap<String, PolicyOwner.Group> found =
                new TreeMap<>(store.database().groups());
        found.values().removeIf(group -> !group.entity().path().startsWith(prefix));
        return found;
    }
}
