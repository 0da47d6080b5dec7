package io.geckos.domain.security;

import io.geckos.domain.name.Principal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Who may do what with a bucket or an object, beside policies.
 *
 * @param owner the owner of the bucket or object
 * @param grants in the order in which they were given
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html">Access control lists</a>
 */
public record AccessControlList(Principal owner, List<Grant> grants) {
    /** The largest number of grants, as in S3. */
    public static final int MAX_GRANTS = 100;

    /** Copies the collections. */
    public AccessControlList {
        grants = List.copyOf(grants);
    }

    /** What a grant allows. */
    public enum Permission {
        READ,
        WRITE,
        READ_ACP,
        WRITE_ACP,
        FULL_CONTROL
    }

    /** To whom a grant is given. */
    public sealed interface Grantee {
        /** The holders of an account. */
        record User(Principal user) implements Grantee {}

        /** One of the groups that S3 has. */
        enum Group implements Grantee {
            ALL_USERS("http://acs.amazonaws.com/groups/global/AllUsers"),
            AUTHENTICATED_USERS("http://acs.amazonaws.com/groups/global/AuthenticatedUsers"),
            LOG_DELIVERY("http://acs.amazonaws.com/groups/s3/LogDelivery");

            private final String uri;

            Group(String uri) {
                this.uri = uri;
            }

            /** The name that S3 has for it. */
            public String uri() {
                return uri;
            }

            /** The group of a name; empty if there is none. */
            public static Optional<Group> named(String uri) {
                return Arrays.stream(values())
                        .filter(group -> group.uri.equals(uri))
                        .findFirst();
            }
        }
    }

    /** One grant. */
    public record Grant(Grantee grantee, Permission permission) {}

    /** The list by which only the owner may do something. */
    public static AccessControlList ofOwner(Principal owner) {
        return new AccessControlList(owner, List.of(new Grant(new Grantee.User(owner), Permission.FULL_CONTROL)));
    }

    /** Tells whether the list gives something to everybody, or to everybody with credentials. */
    public boolean isPublic() {
        return grants.stream()
                .anyMatch(grant -> grant.grantee() == Grantee.Group.ALL_USERS
                        || grant.grantee() == Grantee.Group.AUTHENTICATED_USERS);
    }

    /** The list as text: the owner in the first line, and each grant in one of its own. */
    public String text() {
        StringBuilder text = new StringBuilder(name(owner));
        for (Grant grant : grants) {
            text.append('\n').append(grant.permission()).append(' ');
            switch (grant.grantee()) {
                case Grantee.User(Principal user) -> text.append(name(user));
                case Grantee.Group group -> text.append(group);
            }
        }
        return text.toString();
    }

    private static String name(Principal principal) {
        return "user " + principal.id() + " " + principal.displayName();
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws IllegalArgumentException if it did not
     */
    public static AccessControlList parse(String text) {
        String[] lines = text.split("\n", -1);
        List<Grant> grants = new ArrayList<>();
        for (int i = 1; i < lines.length; i++) {
            String[] columns = columns(lines[i], 2);
            grants.add(new Grant(grantee(columns[1]), Permission.valueOf(columns[0])));
        }
        return new AccessControlList(principal(lines[0]), grants);
    }

    private static Grantee grantee(String text) {
        return text.startsWith("user ") ? new Grantee.User(principal(text)) : Grantee.Group.valueOf(text);
    }

    private static Principal principal(String text) {
        String[] columns = columns(text, 3);
        return new Principal(columns[1], columns[2]);
    }

    private static String[] columns(String text, int count) {
        String[] columns = text.split(" ", count);
        if (columns.length < count) {
            throw new IllegalArgumentException("not a line of an access control list: " + text);
        }
        return columns;
    }
}
