package io.geckos.iam.operation;

import io.geckos.access.identity.AccessKey;
import io.geckos.access.identity.PolicyOwner;
import io.geckos.access.identity.User;
import io.geckos.access.store.IamUsers;
import io.geckos.access.store.UserStore;
import io.geckos.domain.security.KeyHolder;
import io.geckos.iam.wire.QueryException;
import io.geckos.iam.wire.XmlElement;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Operations on users. Where they name no user, they are about the caller. */
final class UserOperations {
    private static final String NAME = "UserName";

    private final UserStore store;
    private final IamUsers users;
    private final AccountArns arns;
    private final EntityXml xml;

    UserOperations(UserStore store, String account) {
        this.store = store;
        this.users = new IamUsers(store);
        this.arns = new AccountArns(account);
        this.xml = new EntityXml(account);
    }

    List<IamOperation> all() {
        return List.of(
                IamOperation.of("CreateUser", "UserName Path Tags.member", arns.made("user", NAME), this::create)
                        .alsoTags("TagUser"),
                IamOperation.of("GetUser", NAME, this::userOrRoot, this::get),
                IamOperation.of(
                        "ListUsers",
                        "PathPrefix " + ListPagination.PARAMETERS,
                        _ -> arns.of("user", ""),
                        call -> ListPagination.of(call, "Users", withPathPrefix(call), xml::user)),
                IamOperation.withoutResult(
                                "UpdateUser",
                                "UserName NewUserName NewPath",
                                this::named,
                                call -> users.update(call.required(NAME), call.get("NewUserName"), call.get("NewPath")))
                        .alsoFor(call -> arns.renamed(named(call), call, "NewUserName")),
                IamOperation.withoutResult("DeleteUser", NAME, this::named, call -> users.delete(call.required(NAME))),
                IamOperation.of(
                        "ListGroupsForUser", "UserName " + ListPagination.PARAMETERS, this::named, this::groups),
                IamOperation.of("CreateAccessKey", NAME, this::user, this::createKey),
                IamOperation.of("ListAccessKeys", "UserName " + ListPagination.PARAMETERS, this::user, this::listKeys),
                IamOperation.withoutResult(
                        "UpdateAccessKey", "UserName AccessKeyId Status", this::user, this::updateKey),
                IamOperation.withoutResult(
                        "DeleteAccessKey",
                        "UserName AccessKeyId",
                        this::user,
                        call -> users.deleteKey(name(call), call.required("AccessKeyId"))),
                IamOperation.of("GetAccessKeyLastUsed", "AccessKeyId", this::userOfKey, this::lastUsed));
    }

    private String named(IamCall call) {
        return arns.owner(store.database(), PolicyOwner.Kind.USER, call.required(NAME));
    }

    private String user(IamCall call) {
        return arns.owner(store.database(), PolicyOwner.Kind.USER, name(call));
    }

    private String userOrRoot(IamCall call) {
        return isAboutRoot(call) ? call.sender().arn() : user(call);
    }

    private static boolean isAboutRoot(IamCall call) {
        return call.get(NAME).isEmpty() && holder(call.holder()) instanceof KeyHolder.Root;
    }

    private static KeyHolder holder(KeyHolder holder) {
        return holder instanceof KeyHolder.Session session ? session.holder() : holder;
    }

    /** The name of the user whom a call is about. */
    private String name(IamCall call) {
        if (call.get(NAME).isPresent()) {
            return call.required(NAME);
        }
        if (holder(call.holder()) instanceof KeyHolder.User user) {
            return store.database()
                    .byId(user.id())
                    .map(found -> found.entity().name())
                    .orElse(user.name());
        }
        throw QueryException.validation("Must specify UserName when calling with credentials that are not a user's."
                + " The key pair of root is set in the configuration of the server.");
    }

    private List<XmlElement> create(IamCall call) {
        return List.of(whole(users.create(call.required(NAME), call.path(), call.tags())));
    }

    private XmlElement whole(User user) {
        return EntityXml.withTags(xml.user(user), user.entity());
    }

    private List<XmlElement> get(IamCall call) {
        if (isAboutRoot(call)) {
            return List.of(XmlElement.of(
                    "User",
                    XmlElement.text("Path", "/"),
                    XmlElement.text("UserName", "root"),
                    XmlElement.text("UserId", call.sender().userId()),
                    XmlElement.text("Arn", call.sender().arn()),
                    XmlElement.time("CreateDate", Instant.EPOCH)));
        }
        return List.of(whole(users.get(name(call))));
    }

    private SortedMap<String, User> withPathPrefix(IamCall call) {
        String prefix = call.get("PathPrefix").orElse("/");
        TreeMap<String, User> found = new TreeMap<>(store.database().users());
        found.values().removeIf(user -> !user.entity().path().startsWith(prefix));
        return found;
    }

    private List<XmlElement> groups(IamCall call) {
        TreeMap<String, PolicyOwner.Group> groups = new TreeMap<>();
        users.groups(call.required(NAME))
                .forEach(group -> groups.put(group.entity().name(), group));
        return ListPagination.of(call, "Groups", groups, xml::group);
    }

    private List<XmlElement> createKey(IamCall call) {
        // Another server may just have made the user, so that this one knows the name as it was made only afterwards.
        AccessKey key = users.createKey(name(call));
        String name = store.database().userOf(key.id()).orElseGet(() -> name(call));
        return List.of(XmlElement.of(
                "AccessKey",
                XmlElement.text(NAME, name),
                XmlElement.text("AccessKeyId", key.id()),
                XmlElement.text("Status", "Active"),
                XmlElement.text("SecretAccessKey", key.secret()),
                XmlElement.time("CreateDate", key.created())));
    }

    private List<XmlElement> listKeys(IamCall call) {
        User user = users.get(name(call));
        TreeMap<String, XmlElement> keys = new TreeMap<>();
        user.keys()
                .forEach(key -> keys.put(
                        key.id(),
                        XmlElement.of(
                                "AccessKeyMetadata",
                                XmlElement.text(NAME, user.entity().name()),
                                XmlElement.text("AccessKeyId", key.id()),
                                XmlElement.text("Status", key.active() ? "Active" : "Inactive"),
                                XmlElement.time("CreateDate", key.created()))));
        return ListPagination.of(call, "AccessKeyMetadata", keys, key -> key);
    }

    private void updateKey(IamCall call) {
        String status = call.required("Status");
        if (!status.equals("Active") && !status.equals("Inactive")) {
            throw QueryException.validation("Parameter Status must be Active or Inactive: " + status);
        }
        users.setActive(name(call), call.required("AccessKeyId"), status.equals("Active"));
    }

    private String userOfKey(IamCall call) {
        return store.database()
                .userOf(call.required("AccessKeyId"))
                .map(name -> arns.owner(store.database(), PolicyOwner.Kind.USER, name))
                .orElseGet(() -> arns.of("user", ""));
    }

    private List<XmlElement> lastUsed(IamCall call) {
        String id = call.required("AccessKeyId");
        String user = store.database().userOf(id).orElseThrow(() -> IamUsers.missingKey(id));
        XmlElement known = store.lastUse(id)
                .map(time -> XmlElement.of("AccessKeyLastUsed", XmlElement.time("LastUsedDate", time)))
                .orElseGet(() -> XmlElement.of("AccessKeyLastUsed"));
        String service = store.lastUse(id).isPresent() ? "s3" : "N/A";
        return List.of(
                XmlElement.text(NAME, user),
                known.with(XmlElement.text("ServiceName", service), XmlElement.text("Region", "N/A")));
    }
}
