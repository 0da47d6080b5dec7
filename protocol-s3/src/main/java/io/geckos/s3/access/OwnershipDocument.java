package io.geckos.s3.access;

import io.geckos.domain.bucket.ObjectOwnership;
import io.geckos.s3.wire.XmlCodec;
import io.geckos.s3.wire.XmlReader;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;

/**
 * Who owns the objects of a bucket, as clients put and get it.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_OwnershipControls.html">OwnershipControls</a>
 */
final class OwnershipDocument {
    /** How the document is read and written. */
    static final XmlCodec<ObjectOwnership> CODEC = new XmlCodec<>(
            64 << 10,
            OwnershipDocument::read,
            ownership -> xml -> xml.root("OwnershipControls")
                    .open("Rule")
                    .element("ObjectOwnership", ownership.text())
                    .close()
                    .close());

    private OwnershipDocument() {}

    private static ObjectOwnership read(XmlReader xml) throws XMLStreamException {
        Optional<ObjectOwnership> ownership = Optional.empty();
        xml.root("OwnershipControls");
        while (xml.nextChild()) {
            if (!xml.name().equals("Rule")) {
                throw xml.unexpected();
            }
            while (xml.nextChild()) {
                if (!xml.name().equals("ObjectOwnership")) {
                    throw xml.unexpected();
                }
                ownership = ObjectOwnership.named(xml.text());
            }
        }
        return ownership.orElseThrow(XmlReader::malformed);
    }
}
