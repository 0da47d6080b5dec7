package io.geckos.s3.access;

import io.geckos.domain.bucket.PublicAccessBlock;
import io.geckos.s3.wire.XmlCodec;
import io.geckos.s3.wire.XmlReader;
import io.geckos.s3.wire.XmlWriter;
import java.io.IOException;
import javax.xml.stream.XMLStreamException;

/**
 * The switches against public access as clients put and get them.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PublicAccessBlockConfiguration.html">PublicAccessBlockConfiguration</a>
 */
public final class PublicAccessBlockDocument {
    /** How the document is read and written. A switch that is left out is off. */
    public static final XmlCodec<PublicAccessBlock> CODEC =
            new XmlCodec<>(64 << 10, PublicAccessBlockDocument::read, block -> xml -> write(xml, block));

    private PublicAccessBlockDocument() {}

    private static PublicAccessBlock read(XmlReader xml) throws XMLStreamException {
        boolean blockAcls = false;
        boolean ignoreAcls = false;
        boolean blockPolicy = false;
        boolean restrict = false;
        xml.root("PublicAccessBlockConfiguration");
        while (xml.nextChild()) {
            switch (xml.name()) {
                case "BlockPublicAcls" -> blockAcls = truth(xml.text());
                case "IgnorePublicAcls" -> ignoreAcls = truth(xml.text());
                case "BlockPublicPolicy" -> blockPolicy = truth(xml.text());
                case "RestrictPublicBuckets" -> restrict = truth(xml.text());
                default -> throw xml.unexpected();
            }
        }
        return new PublicAccessBlock(blockAcls, ignoreAcls, blockPolicy, restrict);
    }

    private static boolean truth(String text) {
        return switch (text.strip()) {
            case "true", "TRUE", "1" -> true;
            case "false", "FALSE", "0" -> false;
            default -> throw XmlReader.malformed();
        };
    }

    private static void write(XmlWriter xml, PublicAccessBlock block) throws IOException {
        xml.root("PublicAccessBlockConfiguration")
                .element("BlockPublicAcls", String.valueOf(block.blockPublicAcls()))
                .element("IgnorePublicAcls", String.valueOf(block.ignorePublicAcls()))
                .element("BlockPublicPolicy", String.valueOf(block.blockPublicPolicy()))
                .element("RestrictPublicBuckets", String.valueOf(block.restrictPublicBuckets()))
                .close();
    }
}
