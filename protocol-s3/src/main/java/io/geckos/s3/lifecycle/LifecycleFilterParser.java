package io.geckos.s3.lifecycle;

import static java.nio.charset.StandardCharsets.UTF_8;

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
    private static final int LONGEST_PREFIX = 1024;
    private static final int LONGEST_TAG_KEY = 128;
    private static final int LONGEST_TAG_VALUE = 256;

    private Optional<String> prefix = Optional.empty();
    private final Map<String, String> tags = new TreeMap<>();
    private OptionalLong larger = OptionalLong.empty();
    private OptionalLong smaller = OptionalLong.empty();

    private LifecycleFilterParser() {}

    /** A filter, and how it was written. */
    record ParsedFilter(LifecycleFilter filter, FilterForm form) {}

    /** The filter of a rule that has a prefix of its own. */
    static ParsedFilter prefix(String text) {
        LifecycleFilter filter =
                new LifecycleFilter(checkedPrefix(text), Map.of(), OptionalLong.empty(), OptionalLong.empty());
        return new ParsedFilter(filter, FilterForm.PREFIX);
    }

    /** Reads the Filter element that was entered last. */
    static ParsedFilter filter(XmlReader xml) throws XMLStreamException {
        LifecycleFilterParser parser = new LifecycleFilterParser();
        FilterForm form = FilterForm.EMPTY;
        while (xml.nextChild()) {
            if (form != FilterForm.EMPTY) {
                throw XmlReader.malformed();
            }
            if (xml.name().equals("And")) {
                form = parser.and(xml);
            } else {
                form = FilterForm.SINGLE;
                parser.condition(xml);
            }
        }
        return new ParsedFilter(parser.filter(), form);
    }

    /** Reads the And element that was entered last, which has two conditions or more. */
    private FilterForm and(XmlReader xml) throws XMLStreamException {
        int conditions = 0;
        while (xml.nextChild("Tag")) {
            condition(xml);
            conditions++;
        }
        if (conditions < 2) {
            throw XmlReader.malformed();
        }
        return prefix.isPresent() ? FilterForm.AND_WITH_PREFIX : FilterForm.AND;
    }

    private void condition(XmlReader xml) throws XMLStreamException {
        switch (xml.name()) {
            case "Prefix" -> prefix = Optional.of(checkedPrefix(xml.text()));
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
        add(key.orElseThrow(XmlReader::malformed), value.orElseThrow(XmlReader::malformed));
    }

    private void add(String key, String value) {
        if (key.isEmpty() || length(key) > LONGEST_TAG_KEY) {
            throw invalid("A Tag's Key must be a length between 1 and " + LONGEST_TAG_KEY + ".");
        }
        if (length(value) > LONGEST_TAG_VALUE) {
            throw invalid("A Tag's Value must be a length between 0 and " + LONGEST_TAG_VALUE + ".");
        }
        if (tags.put(key, value) != null) {
            throw invalid("Duplicate Tag Keys are not allowed.");
        }
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static String checkedPrefix(String text) {
        if (text.getBytes(UTF_8).length > LONGEST_PREFIX) {
            throw invalid("The maximum size of a prefix is " + LONGEST_PREFIX);
        }
        return text;
    }

    private static S3Exception invalid(String message) {
        return new S3Exception(S3Error.InvalidRequest, message);
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
            throw invalid("'ObjectSizeLessThan' has to be a value greater than 'ObjectSizeGreaterThan'.");
        }
        return new LifecycleFilter(prefix.orElse(""), tags, larger, smaller);
    }
}
