package io.geckos.s3.access;

import io.geckos.domain.name.Principal;
import io.geckos.s3.call.S3Call;
import io.geckos.s3.wire.RequestHeaders;
import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;
import io.geckos.s3.wire.S3HeaderNames;
import io.geckos.s3.wire.XmlDocument;
import io.geckos.s3.wire.XmlReader;
import io.geckos.s3.wire.XmlWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.xml.stream.XMLStreamException;

/**
 * The access control list of every bucket and object: the owner may do everything. It cannot be changed, as in a bucket
 * of AWS whose object ownership is enforced. A request to set a list is accepted only if the list says the same.
 *
 * @param owner the owner of every bucket and object
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html">Object ownership</a>
 */
public record AccessControlList(Principal owner) implements XmlDocument {
    private static final Set<String> HARMLESS = Set.of("private", "bucket-owner-full-control");
    private static final Set<String> OTHERS = Set.of(
            "public-read",
            "public-read-write",
            "authenticated-read",
            "aws-exec-read",
            "bucket-owner-read",
            "log-delivery-write");
    private static final String ALL = "FULL_CONTROL";
    private static final long LIMIT = 1 << 20;
    private static final String SCHEMA = "http://www.w3.org/2001/XMLSchema-instance";

    /**
     * Refuses a canned list that would change something. Throws {@link S3Error#AccessControlListNotSupported}, or
     * {@link S3Error#InvalidArgument} if S3 has no list of that name.
     */
    public static void check(RequestHeaders headers) {
        headers.get(S3HeaderNames.ACL).filter(acl -> !HARMLESS.contains(acl)).ifPresent(acl -> {
            throw OTHERS.contains(acl)
                    ? new S3Exception(S3Error.AccessControlListNotSupported)
                    : S3Exception.invalidArgument(
                            "There is no canned access control list of that name.", S3HeaderNames.ACL, acl);
        });
    }

    /** One grant of a list. */
    private record Grant(String grantee, String permission) {}

    /** Refuses a request to set a list, by a header or a document, unless the list changes nothing. */
    public static void checkWhole(S3Call call, Principal owner) {
        if (call.headers().has(S3HeaderNames.ACL) == call.hasBody()) {
            throw new S3Exception(S3Error.AccessControlListNotSupported);
        }
        check(call.headers());
        call.document(LIMIT, AccessControlList::read).ifPresent(grants -> {
            if (!grants.equals(List.of(new Grant(owner.id(), ALL)))) {
                throw new S3Exception(S3Error.AccessControlListNotSupported);
            }
        });
    }

    private static List<Grant> read(XmlReader xml) throws XMLStreamException {
        List<Grant> grants = new ArrayList<>();
        xml.root("AccessControlPolicy");
        while (xml.nextChild()) {
            switch (xml.name()) {
                case "Owner" -> readId(xml);
                case "AccessControlList" -> {
                    while (xml.nextChild("Grant")) {
                        grants.add(readGrant(xml));
                    }
                }
                default -> throw xml.unexpected();
            }
        }
        return grants;
    }

    private static Grant readGrant(XmlReader xml) throws XMLStreamException {
        String grantee = "";
        String permission = "";
        while (xml.nextChild()) {
            switch (xml.name()) {
                case "Grantee" -> grantee = readId(xml);
                case "Permission" -> permission = xml.text();
                default -> throw xml.unexpected();
            }
        }
        return new Grant(grantee, permission);
    }

    /** The id of an owner or grantee; empty for a group and others that have none. */
    private static String readId(XmlReader xml) throws XMLStreamException {
        String id = "";
        while (xml.nextChild()) {
            switch (xml.name()) {
                case "ID" -> id = xml.text();
                case "DisplayName", "EmailAddress", "URI" -> xml.text();
                default -> throw xml.unexpected();
            }
        }
        return id;
    }

    @Override
    public void writeTo(XmlWriter xml) throws IOException {
        xml.root("AccessControlPolicy");
        xml.principal("Owner", owner);
        xml.open("AccessControlList").open("Grant");
        xml.typed("Grantee", SCHEMA, "CanonicalUser");
        xml.element("ID", owner.id());
        xml.element("DisplayName", owner.displayName());
        xml.close();
        xml.element("Permission", ALL);
        xml.close().close().close();
    }
}
