package io.geckos.s3.access;

import io.geckos.domain.security.AccessControlList.Grantee;
import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;

/** Finds the grantee that a header or a document names. */
final class AclGrantee {
    private AclGrantee() {}

    /**
     * The grantee.
     *
     * @param type {@code id}, {@code uri} or {@code emailAddress}
     * @param parties the accounts that grants can name
     * @throws S3Exception if there is none of that name
     */
    static Grantee of(String type, String name, AclParties parties) {
        return switch (type) {
            case "id" ->
                new Grantee.User(parties.find(name)
                        .orElseThrow(() -> S3Exception.invalidArgument("Invalid id", "CanonicalUser/ID", name)));
            case "uri" ->
                Grantee.Group.named(name)
                        .orElseThrow(() -> S3Exception.invalidArgument("Invalid group uri", "Group/URI", name));
            case "emailAddress" ->
                throw new S3Exception(S3Error.UnresolvableGrantByEmailAddress).with("EmailAddress", name);
            default -> throw S3Exception.invalidArgument("Argument format not recognized", type, name);
        };
    }
}
