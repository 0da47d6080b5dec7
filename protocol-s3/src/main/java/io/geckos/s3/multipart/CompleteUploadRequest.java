package io.geckos.s3.multipart;

import io.geckos.domain.checksum.Checksum;
import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.domain.checksum.ETag;
import io.geckos.domain.multipart.PartReference;
import io.geckos.domain.name.UploadId;
import io.geckos.domain.object.ObjectPart;
import io.geckos.domain.text.AsciiNumber;
import io.geckos.s3.call.ReadPreconditions;
import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;
import io.geckos.s3.wire.XmlReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;

/** The request document of CompleteMultipartUpload. */
record CompleteUploadRequest(List<PartReference> parts) {
    private static final String CHECKSUM = "Checksum";

    /** Parses the document: 1 to {@value ObjectPart#MAX_NUMBER} parts in ascending order. */
    static CompleteUploadRequest parse(XmlReader xml, UploadId upload) throws XMLStreamException {
        List<PartReference> parts = new ArrayList<>();
        xml.root("CompleteMultipartUpload");
        while (xml.nextChild("Part")) {
            if (!xml.name().equals("Part") || parts.size() == ObjectPart.MAX_NUMBER) {
                throw xml.unexpected();
            }
            PartReference part = part(xml);
            if (!parts.isEmpty() && parts.getLast().number() >= part.number()) {
                throw new S3Exception(S3Error.InvalidPartOrder).with("UploadId", upload.value());
            }
            parts.add(part);
        }
        if (parts.isEmpty()) {
            throw XmlReader.malformed();
        }
        return new CompleteUploadRequest(parts);
    }

    private static PartReference part(XmlReader xml) throws XMLStreamException {
        int number = 0;
        Optional<ETag> etag = Optional.empty();
        List<Checksum> checksums = new ArrayList<>();
        while (xml.nextChild()) {
            switch (xml.name()) {
                case "PartNumber" -> number = number(xml.text().strip());
                case "ETag" -> etag = Optional.of(etag(xml.text().strip()));
                default -> checksums.add(checksum(xml));
            }
        }
        if (number == 0) {
            throw XmlReader.malformed();
        }
        if (checksums.size() > 1) {
            throw invalidChecksum(CHECKSUM + checksums.getLast().algorithm());
        }
        return new PartReference(number, etag.orElseThrow(XmlReader::malformed), checksums);
    }

    private static int number(String text) {
        try {
            int number = AsciiNumber.parseInt(text);
            if (number >= 1) {
                return number;
            }
        } catch (NumberFormatException _) {
            throw XmlReader.malformed();
        }
        throw S3Exception.invalidArgument("PartNumber must be >= 1", "PartNumber", text);
    }

    private static ETag etag(String text) {
        try {
            return new ETag(ReadPreconditions.unquoted(text));
        } catch (IllegalArgumentException _) {
            throw new S3Exception(S3Error.InvalidPart).with("ETag", text);
        }
    }

    private static Checksum checksum(XmlReader xml) throws XMLStreamException {
        String name = xml.name();
        ChecksumAlgorithm algorithm = Arrays.stream(ChecksumAlgorithm.values())
                .filter(known -> name.equals(CHECKSUM + known))
                .findFirst()
                .orElseThrow(xml::unexpected);
        try {
            return Checksum.full(algorithm, xml.text().strip());
        } catch (IllegalArgumentException _) {
            throw invalidChecksum(name);
        }
    }

    private static S3Exception invalidChecksum(String element) {
        return S3Exception.invalidArgument(
                "Invalid Base64 or multiple checksums present in request", CHECKSUM, element);
    }
}
