package io.geckos.s3.lifecycle;

import io.geckos.domain.lifecycle.LifecycleFilter;
import io.geckos.domain.text.AsciiNumber;
import io.geckos.s3.lifecycle.LifecycleDocument.FilterForm;
import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;
import io.geckos.s3.wire.XmlReader;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import javax.xml.stream.XMLStreamException;

/** Reads which objects a rule is about. */
final class LifecycleFilterParser {
    private Optional<String> prefix = Optional.empty();
    private final Map<String, String> tags = new TreeMap<>();
    private OptionalLong larger = OptionalLong.empty();
    private OptionalLong smaller = OptionalLong.empty();

    private LifecycleFilterParser() {}

    /** A filter, and how it was written. */
    record Parsed(LifecycleFilter filter, FilterForm form) {}

    /** The filter of a rule that has a prefix of its own. */
    static Parsed prefix(String text) {
        LifecycleFilter filter = new LifecycleFilter(text, Map.of(), OptionalLong.empty(), OptionalLong.empty());
        return new Parsed(filter, FilterForm.PREFIX);
    }

    /** Reads the Filter element that was entered last. */
    static Parsed filter(XmlReader xml) throws XMLStreamException {
        LifecycleFilterParser parser = new LifecycleFilterParser();
        FilterForm form = FilterForm.EMPTY;
        while (xml.nextChild()) {
            if (form != FilterForm.EMPTY) {
                throw XmlReader.malformed();
            }
            if (xml.name().equals("And")) {
                form = FilterForm.AND;
                while (xml.nextChild("Tag")) {
                    parser.condition(xml);
                }
            } else {
                form = FilterForm.SINGLE;
                parser.condition(xml);
            }
        }
        return new Parsed(parser.filter(), form);
    }

    private void condition(XmlReader xml) throws XMLStreamException {
        switch (xml.name()) {
            case "Prefix" -> prefix = Optional.of(xml.text());
            case "Tag" -> tag(xml);
            case "ObjectSizeGreaterThan" -> larger = OptionalLong.of(size(xml.text()));
            case "ObjectSizeLessThan" -> smaller = OptionalLong.of(size(xml.text()));
            default -> throw xml.unexpected();
        }
    }

    private void tag(XmlReader xml) throws XMLStreamException {
        Optional<String> key = Optional.empty();
        Optional<String> value = Optional.empty();
        while (xml.nextChild()) {
            switch (xml.name()) {
                case "Key" -> key = Optional.of(xml.text());
                case "Value" -> value = Optional.of(xml.text());
                default -> throw xml.unexpected();
            }
        }
        if (tags.put(key.orElseThrow(XmlReader::malformed), value.orElseThrow(XmlReader::malformed)) != null) {
            throw new S3Exception(S3Error.InvalidRequest, "Duplicate Tag Keys are not allowed.");
        }
    }

    private static long size(String text) {
        try {
            long size = AsciiNumber.parseLong(text.strip());
            if (size >= 0) {
                return size;
            }
        } catch (NumberFormatException _) {
            // Told below.
        }
        throw XmlReader.malformed();
    }

    private LifecycleFilter filter() {
        if (larger.isPresent() && smaller.isPresent() && larger.getAsLong() >= smaller.getAsLong()) {
            throw new S3Exception(
                    S3Error.InvalidRequest,
                    "'ObjectSizeLessThan' has to be a value greater than 'ObjectSizeGreaterThan'.");
        }
        return new LifecycleFilter(prefix.orElse(""), tags, larger, smaller);
    }
}
