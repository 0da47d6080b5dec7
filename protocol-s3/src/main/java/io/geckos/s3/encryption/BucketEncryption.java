package io.geckos.s3.encryption;

import io.geckos.s3.wire.S3Exception;
import io.geckos.s3.wire.XmlCodec;
import io.geckos.s3.wire.XmlReader;
import io.geckos.s3.wire.XmlWriter;
import java.io.IOException;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;

/**
 * What a bucket says of the encryption of new objects.
 *
 * @param algorithm the method for objects for which their request names none; empty if they are left as they are
 * @param kmsKey the key of that method
 * @param bucketKey a hint to save requests to a key service; it is kept and means nothing here
 * @param customerKeysBlocked whether requests with keys of clients are refused
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ServerSideEncryptionRule.html">ServerSideEncryptionRule</a>
 */
record BucketEncryption(
        Optional<String> algorithm, Optional<String> kmsKey, boolean bucketKey, boolean customerKeysBlocked) {
    /** How the document is read and written. */
    static final XmlCodec<BucketEncryption> CODEC =
            new XmlCodec<>(64 << 10, BucketEncryption::read, encryption -> encryption::write);

    /** Objects get the method that the server has by default. */
    static final BucketEncryption AES256 =
            new BucketEncryption(Optional.of(EncryptionHeaders.AES256), Optional.empty(), false, false);

    private static final String ROOT = "ServerSideEncryptionConfiguration";
    private static final String DEFAULT = "ApplyServerSideEncryptionByDefault";
    private static final String ALGORITHM = "SSEAlgorithm";
    private static final String KMS_KEY = "KMSMasterKeyID";
    private static final String BUCKET_KEY = "BucketKeyEnabled";
    private static final String BLOCKED = "BlockedEncryptionTypes";
    private static final String TYPE = "EncryptionType";
    private static final String CUSTOMER = "SSE-C";

    private static BucketEncryption read(XmlReader xml) throws XMLStreamException {
        BucketEncryption rule = null;
        xml.root(ROOT);
        while (xml.nextChild()) {
            if (!xml.name().equals("Rule")) {
                throw xml.unexpected();
            }
            rule = readRule(xml);
        }
        if (rule == null) {
            throw XmlReader.malformed();
        }
        return rule;
    }

    private static BucketEncryption readRule(XmlReader xml) throws XMLStreamException {
        BucketEncryption rule = new BucketEncryption(Optional.empty(), Optional.empty(), false, false);
        while (xml.nextChild()) {
            rule = switch (xml.name()) {
                case DEFAULT -> rule.readDefault(xml);
                case BUCKET_KEY ->
                    new BucketEncryption(rule.algorithm, rule.kmsKey, xml.bool(), rule.customerKeysBlocked);
                case BLOCKED -> new BucketEncryption(rule.algorithm, rule.kmsKey, rule.bucketKey, readBlocked(xml));
                default -> throw xml.unexpected();
            };
        }
        return rule;
    }

    private BucketEncryption readDefault(XmlReader xml) throws XMLStreamException {
        Optional<String> method = Optional.empty();
        Optional<String> key = Optional.empty();
        while (xml.nextChild()) {
            switch (xml.name()) {
                case ALGORITHM -> method = Optional.of(xml.text());
                case KMS_KEY -> key = Optional.of(xml.text());
                default -> throw xml.unexpected();
            }
        }
        String named = method.orElseThrow(XmlReader::malformed);
        if (!named.equals(EncryptionHeaders.AES256) && !named.startsWith("aws:kms")) {
            throw XmlReader.malformed();
        }
        if (key.isPresent() && named.equals(EncryptionHeaders.AES256)) {
            throw S3Exception.invalidArgument(
                    "a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or aws:kms:dsse",
                    DEFAULT,
                    "");
        }
        return new BucketEncryption(method, key, bucketKey, customerKeysBlocked);
    }

    private static boolean readBlocked(XmlReader xml) throws XMLStreamException {
        boolean blocked = false;
        while (xml.nextChild(TYPE)) {
            String type = xml.name().equals(TYPE) ? xml.text() : "";
            if (!type.equals(CUSTOMER) && !type.equals("NONE")) {
                throw XmlReader.malformed();
            }
            blocked |= type.equals(CUSTOMER);
        }
        return blocked;
    }

    private void write(XmlWriter xml) throws IOException {
        xml.root(ROOT).open("Rule");
        if (algorithm.isPresent()) {
            xml.open(DEFAULT).element(ALGORITHM, algorithm.get());
            if (kmsKey.isPresent()) {
                xml.element(KMS_KEY, kmsKey.get());
            }
            xml.close();
        }
        xml.element(BUCKET_KEY, bucketKey);
        if (customerKeysBlocked) {
            xml.open(BLOCKED).element(TYPE, CUSTOMER).close();
        }
        xml.close().close();
    }
}
