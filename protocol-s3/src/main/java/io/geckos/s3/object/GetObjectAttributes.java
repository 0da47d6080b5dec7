package io.geckos.s3.object;

import io.geckos.domain.checksum.Checksum;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectPart;
import io.geckos.domain.object.StoredObject;
import io.geckos.s3.call.ReadPreconditions;
import io.geckos.s3.call.S3Call;
import io.geckos.s3.call.S3Operation;
import io.geckos.s3.call.S3Result;
import io.geckos.s3.call.SupportedParameters;
import io.geckos.s3.encryption.Encryption;
import io.geckos.s3.encryption.EncryptionHeaders;
import io.geckos.s3.listing.ListObjectsRequest;
import io.geckos.s3.wire.RequestHeaders;
import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;
import io.geckos.s3.wire.S3Timestamps;
import io.geckos.s3.wire.XmlWriter;
import java.io.IOException;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectAttributes.html">GetObjectAttributes</a>. */
public final class GetObjectAttributes implements S3Operation {
    private static final String ATTRIBUTES = "x-amz-object-attributes";
    private static final String MOST_PARTS = "x-amz-max-parts";
    private static final String MARKER = "x-amz-part-number-marker";
    private static final SupportedParameters ACCEPTS =
            EncryptionHeaders.READS.query("versionId").headers(ATTRIBUTES, MOST_PARTS, MARKER);

    private final Encryption encryption;

    public GetObjectAttributes(Encryption encryption) {
        this.encryption = encryption;
    }

    /** What can be asked for, under S3's own names. */
    private enum Attribute {
        ETag,
        Checksum,
        ObjectParts,
        StorageClass,
        ObjectSize
    }

    private record Request(Set<Attribute> attributes, int after, int limit) {}

    @Override
    public SupportedParameters accepts() {
        return ACCEPTS;
    }

    @Override
    public S3Result answer(S3Call call) {
        Request request = new Request(
                attributes(call.headers()),
                call.headers().number(MARKER, 0, 0),
                Math.min(call.headers().number(MOST_PARTS, 0, ListObjectsRequest.MOST), ListObjectsRequest.MOST));
        try (StoredObject object = encryption.open(call)) {
            ObjectInfo info = object.info();
            if (ReadPreconditions.ofRead(call.headers()).decide(info) == ReadPreconditions.Verdict.NOT_MODIFIED) {
                return ObjectResponseHeaders.identified(S3Result.of(304), info);
            }
            List<ObjectPart> parts = info.partCount() == 0 ? List.of() : object.parts();
            return S3Result.of(200)
                    .header("Last-Modified", S3Timestamps.http(info.lastModified()))
                    .version(info.version())
                    .document(xml -> write(xml, request, info, parts));
        }
    }

    private static Set<Attribute> attributes(RequestHeaders headers) {
        Set<Attribute> attributes = EnumSet.noneOf(Attribute.class);
        String list = headers.get(ATTRIBUTES).orElse("");
        if (list.isEmpty()) {
            throw new S3Exception(
                    S3Error.InvalidRequest,
                    "The x-amz-object-attributes header specifying the attributes to be retrieved is either missing or"
                            + " empty");
        }
        for (String name : list.split(",", -1)) {
            try {
                attributes.add(Attribute.valueOf(name.strip()));
            } catch (IllegalArgumentException _) {
                throw S3Exception.invalidArgument("Invalid attribute name specified.", ATTRIBUTES, name.strip());
            }
        }
        return attributes;
    }

    private static void write(XmlWriter xml, Request request, ObjectInfo info, List<ObjectPart> parts)
            throws IOException {
        xml.root("GetObjectAttributesResponse");
        if (request.attributes().contains(Attribute.ETag)) {
            xml.element("ETag", info.etag().value());
        }
        if (request.attributes().contains(Attribute.Checksum)
                && !info.checksums().isEmpty()) {
            writeChecksums(xml, info.checksums());
        }
        if (request.attributes().contains(Attribute.ObjectParts) && !parts.isEmpty()) {
            writeParts(xml, request, info, parts);
        }
        if (request.attributes().contains(Attribute.StorageClass)) {
            xml.element("StorageClass", info.spec().storageClass().name());
        }
        if (request.attributes().contains(Attribute.ObjectSize)) {
            xml.element("ObjectSize", info.size());
        }
        xml.close();
    }

    /** Those of a composite stand here without the number of parts, which has an element of its own. */
    private static void writeChecksums(XmlWriter xml, List<Checksum> checksums) throws IOException {
        xml.open("Checksum");
        for (Checksum checksum : checksums) {
            xml.element("Checksum" + checksum.algorithm(), Base64.getEncoder().encodeToString(checksum.bytes()));
        }
        xml.element("ChecksumType", checksums.getFirst().type().name());
        xml.close();
    }

    /**
     * Parts go by their place in the object here, as they do when they are read. S3 lists them where the checksum is made
     * of theirs, and else says only how many there are.
     */
    private static void writeParts(XmlWriter xml, Request request, ObjectInfo info, List<ObjectPart> parts)
            throws IOException {
        boolean composite = info.checksums().stream().anyMatch(checksum -> checksum.type() == Checksum.Type.COMPOSITE);
        if (!composite) {
            xml.open("ObjectParts").element("PartsCount", parts.size()).close();
            return;
        }
        int from = Math.min(request.after(), parts.size());
        int to = Math.min(from + request.limit(), parts.size());
        xml.open("ObjectParts");
        xml.element("PartsCount", parts.size());
        xml.element("PartNumberMarker", request.after());
        xml.element("NextPartNumberMarker", to > from ? to : 0);
        xml.element("MaxParts", request.limit());
        xml.element("IsTruncated", to < parts.size());
        for (int i = from; i < to; i++) {
            xml.open("Part");
            xml.element("PartNumber", i + 1);
            xml.element("Size", parts.get(i).size());
            xml.checksumValues(parts.get(i).checksums());
            xml.close();
        }
        xml.close();
    }
}
