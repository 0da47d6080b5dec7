package io.geckos.access.store;

import io.geckos.access.identity.PolicyOwner;
import io.geckos.access.policy.PolicyDocument;
import io.geckos.access.policy.PolicyParser;
import io.geckos.access.policy.PrincipalName;
import io.geckos.access.text.JsonValue;
import io.geckos.access.text.JsonWriter;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.security.MalformedPolicyException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The users and roles that policies of buckets and trust policies of roles may name. Such a policy is stored with unique ids
 * in place of ARNs, so that it gives nothing to who comes later under the same name, and is shown with the ARNs that these ids
 * have now. All else in the text stays as it was put. Safe for many threads.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html">Principals</a>
 */
public final class PrincipalDirectory {
    /** A directory of nobody. */
    public static final PrincipalDirectory EMPTY = new PrincipalDirectory(Stream::empty);

    private static final String ARN = "arn:";
    private static final String ID_OF_ROLE = "AROA";
    private static final String SESSION = "assumed-role/";
    private static final String FEDERATED = "federated-user/";

    /** The parts of an ARN: {@code arn:aws:iam::ACCOUNT:user/PATH/NAME}. */
    private static final int PARTS = 6;

    private static final int ACCOUNT = 4;
    private static final int RESOURCE = 5;

    private final Supplier<Stream<UserStore>> stores;

    private PrincipalDirectory(Supplier<Stream<UserStore>> stores) {
        this.stores = stores;
    }

    /** The users and roles of all accounts. */
    public static PrincipalDirectory of(AccountStore accounts) {
        return new PrincipalDirectory(accounts::stores);
    }

    /** The users and roles of one account. */
    public static PrincipalDirectory of(UserStore users) {
        return new PrincipalDirectory(() -> Stream.of(users));
    }

    /**
     * The policy of a bucket as it is stored. The users of the accounts that it names are read anew before, because another
     * server may just have made them.
     *
     * @throws MalformedPolicyException if it is not valid, or names a user or role that does not exist
     */
    public String toStored(BucketName bucket, String policy) {
        return toStored(policy, PolicyParser.bucketPolicy(bucket, policy));
    }

    /** Like {@link #toStored(BucketName, String)}, for the trust policy of a role. */
    String toStoredTrust(String policy) {
        return toStored(policy, PolicyParser.trustPolicy(policy));
    }

    private String toStored(String text, PolicyDocument document) {
        refresh(document);
        return replaced(
                text,
                document,
                name -> id(name.text())
                        .orElseThrow(() -> new MalformedPolicyException("Invalid principal in policy: " + name.place()
                                + " \"" + name.text() + "\" is no user or role that exists")));
    }

    /** Reads the users of the accounts anew that a policy names, once each. */
    private void refresh(PolicyDocument document) {
        Set<String> accounts = document.principals().stream()
                .map(PrincipalName::text)
                .filter(name -> name.startsWith(ARN))
                .map(name -> name.split(":", PARTS)[ACCOUNT])
                .collect(Collectors.toSet());
        stores.get()
                .filter(store -> accounts.contains(store.account().number()))
                .forEach(UserStore::refresh);
    }

    /** The stored policy of a bucket as it is shown: who is gone is named by the unique id. */
    public String toShown(BucketName bucket, String stored) {
        return toShown(stored, text -> PolicyParser.bucketPolicy(bucket, text));
    }

    /** Like {@link #toShown(BucketName, String)}, for the trust policy of a role. */
    String toShownTrust(String stored) {
        return toShown(stored, PolicyParser::trustPolicy);
    }

    private String toShown(String stored, Function<String, PolicyDocument> parser) {
        try {
            return replaced(
                    stored, parser.apply(stored), name -> arn(name.text()).orElse(name.text()));
        } catch (MalformedPolicyException _) {
            // Another version has stored it, and only who sees it can mend it.
            return stored;
        }
    }

    private static String replaced(String text, PolicyDocument document, Function<PrincipalName, String> other) {
        StringBuilder result = new StringBuilder();
        int done = 0;
        for (PrincipalName name : document.principals()) {
            String replacement = other.apply(name);
            if (!replacement.equals(name.text())) {
                result.append(text, done, name.start()).append(JsonWriter.text(new JsonValue.Text(replacement)));
                done = name.end();
            }
        }
        return result.append(text, done, text.length()).toString();
    }

    /** The unique id for an ARN or an id of who exists. Federated users have none, and keep their ARN. */
    private Optional<String> id(String name) {
        if (!name.startsWith(ARN)) {
            return owner(name).map(_ -> name);
        }
        String[] parts = name.split(":", PARTS);
        if (parts[RESOURCE].startsWith(FEDERATED)) {
            return Optional.of(name);
        }
        return stores.get()
                .filter(store -> store.account().number().equals(parts[ACCOUNT]))
                .findFirst()
                .flatMap(store -> id(store, name, parts[RESOURCE]));
    }

    private static Optional<String> id(UserStore store, String arn, String resource) {
        UserDatabase database = store.database();
        if (resource.startsWith(SESSION)) {
            String[] names = resource.substring(SESSION.length()).split("/", 2);
            return Optional.ofNullable(database.roles().get(names[0]))
                    .filter(role -> role.entity().name().equals(names[0]))
                    .map(role -> role.entity().id() + ":" + names[1]);
        }
        String name = resource.substring(resource.lastIndexOf('/') + 1);
        return Stream.of(PolicyOwner.Kind.USER, PolicyOwner.Kind.ROLE)
                .flatMap(kind -> database.owner(kind, name).stream())
                .filter(owner -> owner.arn(store.account().number()).equals(arn))
                .map(owner -> owner.entity().id())
                .findFirst();
    }

    private record Owned(PolicyOwner owner, String account) {}

    private Optional<Owned> owner(String id) {
        String alone = id.split(":", 2)[0];
        return stores.get()
                .flatMap(store -> store.database().byId(alone).stream()
                        .map(owner -> new Owned(owner, store.account().number())))
                .findFirst();
    }

    /** The ARN for a unique id; empty if nobody has that id any more, and for what is none. */
    private Optional<String> arn(String id) {
        return owner(id).map(found -> {
            int colon = id.indexOf(':');
            return id.startsWith(ID_OF_ROLE) && colon > 0
                    ? sessionArn(found, id.substring(colon + 1))
                    : found.owner().arn(found.account());
        });
    }

    private static String sessionArn(Owned role, String session) {
        return "arn:aws:sts::" + role.account() + ":" + SESSION
                + role.owner().entity().name() + "/" + session;
    }
}
