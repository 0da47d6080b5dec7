package io.geckos.s3.access;

import io.geckos.domain.name.Principal;
import io.geckos.domain.security.AccessControlList;
import io.geckos.domain.security.AccessControlList.Grant;
import io.geckos.domain.security.AccessControlList.Grantee;
import io.geckos.domain.security.AccessControlList.Permission;
import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;
import io.geckos.s3.wire.XmlDocument;
import io.geckos.s3.wire.XmlReader;
import io.geckos.s3.wire.XmlWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;

/**
 * An access control list as a document.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_AccessControlPolicy.html">AccessControlPolicy</a>
 */
public record AclDocument(AccessControlList list) implements XmlDocument {
    /** The largest document that a client may send, in bytes. */
    static final long LIMIT = 1 << 20;

    private static final String SCHEMA = "http://www.w3.org/2001/XMLSchema-instance";

    /**
     * Reads a document.
     *
     * @param parties the accounts that grants can name
     */
    static AccessControlList read(XmlReader xml, AclParties parties) throws XMLStreamException {
        List<Grant> grants = new ArrayList<>();
        xml.root("AccessControlPolicy");
        while (xml.nextChild()) {
            switch (xml.name()) {
                case "Owner" -> requireOwner(readGrantee(xml, parties), parties.owner());
                case "AccessControlList" -> {
                    while (xml.nextChild("Grant")) {
                        grants.add(readGrant(xml, parties));
                    }
                }
                default -> throw xml.unexpected();
            }
        }
        if (grants.size() > AccessControlList.MAX_GRANTS) {
            throw new S3Exception(S3Error.MalformedACLError);
        }
        return new AccessControlList(parties.owner(), grants);
    }

    private static void requireOwner(Optional<Grantee> named, Principal owner) {
        if (named.isPresent() && !named.get().equals(new Grantee.User(owner))) {
            throw new S3Exception(S3Error.AccessDenied);
        }
    }

    private static Grant readGrant(XmlReader xml, AclParties parties) throws XMLStreamException {
        Optional<Grantee> grantee = Optional.empty();
        Optional<Permission> permission = Optional.empty();
        while (xml.nextChild()) {
            switch (xml.name()) {
                case "Grantee" -> grantee = readGrantee(xml, parties);
                case "Permission" -> permission = permission(xml.text());
                default -> throw xml.unexpected();
            }
        }
        return new Grant(grantee.orElseThrow(XmlReader::malformed), permission.orElseThrow(XmlReader::malformed));
    }

    private static Optional<Permission> permission(String name) {
        return Arrays.stream(Permission.values())
                .filter(permission -> permission.name().equals(name))
                .findFirst();
    }

    private static Optional<Grantee> readGrantee(XmlReader xml, AclParties parties) throws XMLStreamException {
        Optional<Grantee> grantee = Optional.empty();
        while (xml.nextChild()) {
            switch (xml.name()) {
                case "DisplayName" -> xml.text();
                case "ID" -> grantee = Optional.of(AclGrantee.of("id", xml.text(), parties));
                case "URI" -> grantee = Optional.of(AclGrantee.of("uri", xml.text(), parties));
                case "EmailAddress" -> grantee = Optional.of(AclGrantee.of("emailAddress", xml.text(), parties));
                default -> throw xml.unexpected();
            }
        }
        return grantee;
    }

    @Override
    public void writeTo(XmlWriter xml) throws IOException {
        xml.root("AccessControlPolicy");
        xml.principal("Owner", list.owner());
        xml.open("AccessControlList");
        for (Grant grant : list.grants()) {
            xml.open("Grant");
            switch (grant.grantee()) {
                case Grantee.User(Principal user) -> {
                    xml.typed("Grantee", SCHEMA, "CanonicalUser");
                    xml.element("ID", user.id());
                    xml.element("DisplayName", user.displayName());
                    xml.close();
                }
                case Grantee.Group group -> {
                    xml.typed("Grantee", SCHEMA, "Group");
                    xml.element("URI", group.uri());
                    xml.close();
                }
            }
            xml.element("Permission", grant.permission().name());
            xml.close();
        }
        xml.close().close();
    }
}
