package io.geckos.s3;

import io.geckos.domain.Principal;
import java.io.IOException;
import java.util.Set;

/**
 * Access control lists, which buckets here do not have: as in any bucket of AWS's that enforces its owner, the owner may
 * do everything, no list says otherwise, and only canned ones may be set that change nothing.
 *
 * @param owner of everything
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html">Object ownership</a>
 */
record AccessControlList(Principal owner) implements Answer.Document {
    static final String HEADER = "x-amz-acl";

    private static final Set<String> HARMLESS = Set.of("private", "bucket-owner-full-control");
    private static final String SCHEMA = "http://www.w3.org/2001/XMLSchema-instance";

    /** Refuses a canned list that would change something with {@link S3Error#AccessControlListNotSupported}. */
    static void check(Headers headers) {
        headers.get(HEADER).ifPresent(acl -> {
            if (!HARMLESS.contains(acl)) {
                throw new S3Exception(S3Error.AccessControlListNotSupported);
            }
        });
    }

    /** Refuses to set any list but a canned one that changes nothing. */
    static void checkWhole(Call call) {
        if (!call.headers().has(HEADER) || call.hasBody()) {
            throw new S3Exception(S3Error.AccessControlListNotSupported);
        }
        check(call.headers());
    }

    @Override
    public void writeTo(XmlWriter xml) throws IOException {
        xml.root("AccessControlPolicy");
        Listing.principal(xml, "Owner", owner);
        xml.open("AccessControlList").open("Grant");
        xml.typed("Grantee", SCHEMA, "CanonicalUser");
        xml.element("ID", owner.id());
        xml.element("DisplayName", owner.displayName());
        xml.close();
        xml.element("Permission", "FULL_CONTROL");
        xml.close().close().close();
    }
}
