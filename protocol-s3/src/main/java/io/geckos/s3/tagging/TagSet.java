package io.geckos.s3.tagging;

import io.geckos.domain.text.PercentEncoding;
import io.geckos.s3.wire.QueryParameters;
import io.geckos.s3.wire.RequestHeaders;
import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;
import io.geckos.s3.wire.XmlCodec;
import io.geckos.s3.wire.XmlReader;
import io.geckos.s3.wire.XmlWriter;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.xml.stream.XMLStreamException;

/**
 * Tags, as headers and documents carry them.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html">Object tags</a>
 */
public final class TagSet {
    /** The header that gives an object its tags as it is made. */
    public static final String HEADER = "x-amz-tagging";

    private static final long LIMIT = 1L << 20;

    static final int MAX_OBJECT_TAGS = 10;
    static final int MAX_BUCKET_TAGS = 50;
    private static final int LONGEST_KEY = 128;
    private static final int LONGEST_VALUE = 256;
    private static final Pattern ALLOWED = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");

    private TagSet() {}

    /** The tags in the header of a request that makes an object; none without that header. */
    public static Map<String, String> ofHeader(RequestHeaders headers) {
        String header = headers.get(HEADER).orElse("");
        if (header.indexOf(',') >= 0) {
            throw notEncoded(header);
        }
        Map<String, String> tags;
        try {
            tags = QueryParameters.parse(header).parameters();
        } catch (S3Exception _) {
            throw notEncoded(header);
        }
        if (tags.containsKey("")) {
            throw notEncoded(header);
        }
        return checked(tags, TagTarget.OBJECT);
    }

    /** Tags as the header has them. */
    public static String header(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag -> PercentEncoding.encode(tag.getKey()) + "=" + PercentEncoding.encode(tag.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static S3Exception notEncoded(String header) {
        return S3Exception.invalidArgument(
                "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query parameters without tag"
                        + " name duplicates.",
                HEADER,
                header);
    }

    /**
     * How documents with tags are read and written, the latter in order of their keys.
     *
     * @param target what the tags are put on
     */
    public static XmlCodec<Map<String, String>> codec(TagTarget target) {
        return new XmlCodec<>(LIMIT, parser(target), tags -> xml -> write(xml, tags));
    }

    private static XmlReader.Parser<Map<String, String>> parser(TagTarget target) {
        return xml -> {
            Map<String, String> tags = Map.of();
            xml.root("Tagging");
            while (xml.nextChild()) {
                if (!xml.name().equals("TagSet")) {
                    throw xml.unexpected();
                }
                tags = read(xml, target);
            }
            return tags;
        };
    }

    /** Reads the tags in the element entered last. */
    public static Map<String, String> read(XmlReader xml, TagTarget target) throws XMLStreamException {
        Map<String, String> tags = new TreeMap<>();
        while (xml.nextChild("Tag")) {
            readTag(xml, tags);
        }
        return checked(tags, target);
    }

    private static void readTag(XmlReader xml, Map<String, String> tags) throws XMLStreamException {
        if (!xml.name().equals("Tag")) {
            throw xml.unexpected();
        }
        Optional<String> key = Optional.empty();
        Optional<String> value = Optional.empty();
        while (xml.nextChild()) {
            switch (xml.name()) {
                case "Key" -> key = Optional.of(xml.text());
                case "Value" -> value = Optional.of(xml.text());
                default -> throw xml.unexpected();
            }
        }
        add(tags, key.orElseThrow(XmlReader::malformed), value.orElseThrow(XmlReader::malformed));
    }

    private static void add(Map<String, String> tags, String key, String value) {
        if (tags.put(key, value) != null) {
            throw new S3Exception(S3Error.InvalidTag, "Cannot provide multiple Tags with the same key")
                    .with("TagKey", key);
        }
    }

    private static Map<String, String> checked(Map<String, String> tags, TagTarget target) {
        target.requireAtMost(tags.size());
        tags.forEach((key, value) -> {
            if (key.isEmpty()
                    || length(key) > LONGEST_KEY
                    || !ALLOWED.matcher(key).matches()) {
                throw new S3Exception(S3Error.InvalidTag, "The TagKey you have provided is invalid")
                        .with("TagKey", key);
            }
            if (length(value) > LONGEST_VALUE || !ALLOWED.matcher(value).matches()) {
                throw new S3Exception(S3Error.InvalidTag, "The TagValue you have provided is invalid")
                        .with("TagKey", key)
                        .with("TagValue", value);
            }
            if (key.startsWith("aws:")) {
                throw target.systemTag(key);
            }
        });
        return tags;
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static void write(XmlWriter xml, Map<String, String> tags) throws IOException {
        xml.root("Tagging").open("TagSet");
        for (var tag : new TreeMap<>(tags).entrySet()) {
            xml.open("Tag");
            xml.element("Key", tag.getKey());
            xml.element("Value", tag.getValue());
            xml.close();
        }
        xml.close().close();
    }
}
