package io.geckos.s3.object;

import io.geckos.domain.object.WriteCondition;
import io.geckos.s3.call.WriteConditionHeaders;
import io.geckos.s3.wire.XmlReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;

/**
 * The document of DeleteObjects.
 *
 * @param quiet whether the answer tells of refusals only
 */
record DeleteObjectsRequest(List<Entry> entries, boolean quiet) {
    private static final int MOST = 1000;

    /** One object named, not yet checked. */
    record Entry(String key, Optional<String> version, WriteCondition condition, Optional<String> tag) {
        /** What DeleteObject would have as headers. */
        Map<String, String> headers() {
            return tag.map(value -> Map.of("if-match", value)).orElse(Map.of());
        }
    }

    /** Reads it; from 1 to 1000 objects. */
    static DeleteObjectsRequest parse(XmlReader xml) throws XMLStreamException {
        List<Entry> entries = new ArrayList<>();
        boolean quiet = false;
        xml.root("Delete");
        while (xml.nextChild("Object")) {
            switch (xml.name()) {
                case "Object" -> entries.add(entry(xml));
                case "Quiet" -> quiet = xml.bool();
                default -> throw xml.unexpected();
            }
            if (entries.size() > MOST) {
                throw XmlReader.malformed();
            }
        }
        if (entries.isEmpty()) {
            throw XmlReader.malformed();
        }
        return new DeleteObjectsRequest(entries, quiet);
    }

    private static Entry entry(XmlReader xml) throws XMLStreamException {
        String key = "";
        Optional<String> version = Optional.empty();
        Optional<String> tag = Optional.empty();
        Optional<Instant> time = Optional.empty();
        Optional<Long> size = Optional.empty();
        while (xml.nextChild()) {
            switch (xml.name()) {
                case "Key" -> key = xml.text();
                case "VersionId" -> version = Optional.of(xml.text());
                case "ETag" -> tag = Optional.of(xml.text());
                case "LastModifiedTime" ->
                    time = Optional.of(WriteConditionHeaders.time(xml.text(), "LastModifiedTime"));
                case "Size" -> size = Optional.of(WriteConditionHeaders.size(xml.text(), "Size"));
                default -> throw xml.unexpected();
            }
        }
        if (key.isEmpty()) {
            throw XmlReader.malformed();
        }
        WriteCondition condition = time.isEmpty() && size.isEmpty()
                ? tag.map(WriteConditionHeaders::ifMatch).orElse(WriteCondition.ALWAYS)
                : WriteConditionHeaders.same(tag, time, size);
        return new Entry(key, version, condition, tag);
    }
}
