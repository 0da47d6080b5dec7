package io.geckos.s3.lifecycle;

import io.geckos.domain.lifecycle.LifecycleAction;
import io.geckos.domain.lifecycle.LifecycleFilter;
import io.geckos.domain.lifecycle.LifecycleRule;
import io.geckos.domain.text.AsciiNumber;
import io.geckos.s3.lifecycle.LifecycleDocument.Entry;
import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;
import io.geckos.s3.wire.S3Timestamps;
import io.geckos.s3.wire.XmlReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.xml.stream.XMLStreamException;

/** Reads lifecycle rules, and refuses what S3 refuses and what is not carried out here. */
final class LifecycleParser {
    private static final int MOST_RULES = 1000;
    private static final int LONGEST_ID = 255;
    private static final int SECONDS_A_DAY = 86_400;

    private Optional<String> id = Optional.empty();
    private Optional<Boolean> enabled = Optional.empty();
    private Optional<LifecycleFilterParser.ParsedFilter> filter = Optional.empty();
    private final List<LifecycleAction> actions = new ArrayList<>();

    private LifecycleParser() {}

    static LifecycleDocument parse(XmlReader xml) throws XMLStreamException {
        List<Entry> entries = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        xml.root("LifecycleConfiguration");
        while (xml.nextChild("Rule")) {
            if (!xml.name().equals("Rule") || entries.size() == MOST_RULES) {
                throw xml.unexpected();
            }
            Entry entry = new LifecycleParser().rule(xml);
            if (!ids.add(entry.rule().id())) {
                throw S3Exception.invalidArgument(
                        "Rule ID must be unique. Found same ID for more than one rule",
                        "ID",
                        entry.rule().id());
            }
            entries.add(entry);
        }
        if (entries.isEmpty()) {
            throw XmlReader.malformed();
        }
        return new LifecycleDocument(entries);
    }

    private Entry rule(XmlReader xml) throws XMLStreamException {
        while (xml.nextChild("Transition", "NoncurrentVersionTransition")) {
            switch (xml.name()) {
                case "ID" -> id = Optional.of(id(xml.text())).filter(text -> !text.isEmpty());
                case "Status" -> enabled = Optional.of(status(xml.text()));
                case "Prefix" -> add(LifecycleFilterParser.prefix(xml.text()));
                case "Filter" -> add(LifecycleFilterParser.filter(xml));
                case "Expiration" -> actions.add(expiration(xml));
                case "NoncurrentVersionExpiration" -> actions.add(noncurrent(xml));
                case "AbortIncompleteMultipartUpload" -> actions.add(abort(xml));
                case "Transition", "NoncurrentVersionTransition" -> throw notImplemented(xml.name());
                default -> throw xml.unexpected();
            }
        }
        LifecycleFilterParser.ParsedFilter about = filter.orElseThrow(XmlReader::malformed);
        boolean applied = enabled.orElseThrow(XmlReader::malformed);
        if (actions.isEmpty()) {
            throw invalid("At least one action needs to be specified in a rule");
        }
        requireFitting(about.filter());
        String name = id.orElseGet(() -> UUID.randomUUID().toString());
        return new Entry(new LifecycleRule(name, applied, about.filter(), actions), about.form());
    }

    private void add(LifecycleFilterParser.ParsedFilter parsed) {
        if (filter.isPresent()) {
            throw XmlReader.malformed();
        }
        filter = Optional.of(parsed);
    }

    private void requireFitting(LifecycleFilter about) {
        boolean tags = !about.tags().isEmpty();
        boolean sizes = about.largerThan().isPresent() || about.smallerThan().isPresent();
        for (LifecycleAction action : actions) {
            if (action instanceof LifecycleAction.AbortUploads && (tags || sizes)) {
                throw invalid("AbortIncompleteMultipartUpload cannot be specified with "
                        + (tags ? "Tags." : "ObjectSizeGreaterThan or ObjectSizeLessThan."));
            }
            if (action instanceof LifecycleAction.RemoveLoneMarkers && tags) {
                throw invalid("ExpiredObjectDeleteMarker cannot be specified with Tags.");
            }
        }
    }

    private static LifecycleAction expiration(XmlReader xml) throws XMLStreamException {
        List<LifecycleAction> found = new ArrayList<>();
        while (xml.nextChild()) {
            switch (xml.name()) {
                case "Days" -> found.add(new LifecycleAction.ExpireAfter(days("Days", "Expiration", xml.text())));
                case "Date" -> found.add(new LifecycleAction.ExpireOn(date(xml.text())));
                case "ExpiredObjectDeleteMarker" -> {
                    // Tools write false beside the days.
                    if (xml.bool()) {
                        found.add(new LifecycleAction.RemoveLoneMarkers());
                    }
                }
                default -> throw xml.unexpected();
            }
        }
        if (found.size() != 1) {
            throw XmlReader.malformed();
        }
        return found.getFirst();
    }

    private static LifecycleAction noncurrent(XmlReader xml) throws XMLStreamException {
        Optional<Integer> days = Optional.empty();
        int newer = 0;
        while (xml.nextChild()) {
            switch (xml.name()) {
                case "NoncurrentDays" ->
                    days = Optional.of(days("NoncurrentDays", "NoncurrentVersionExpiration", xml.text()));
                case "NewerNoncurrentVersions" -> newer = newer(xml.text());
                default -> throw xml.unexpected();
            }
        }
        return new LifecycleAction.ExpireNoncurrent(days.orElseThrow(XmlReader::malformed), newer);
    }

    private static int newer(String text) {
        int newer = number(text);
        if (newer < 1 || newer > 100) {
            throw S3Exception.invalidArgument(
                    "'NewerNoncurrentVersions' for NoncurrentVersionExpiration action must be between 1 and 100",
                    "NewerNoncurrentVersions",
                    text);
        }
        return newer;
    }

    private static LifecycleAction abort(XmlReader xml) throws XMLStreamException {
        Optional<Integer> days = Optional.empty();
        while (xml.nextChild()) {
            if (!xml.name().equals("DaysAfterInitiation")) {
                throw xml.unexpected();
            }
            days = Optional.of(days("DaysAfterInitiation", "AbortIncompleteMultipartUpload", xml.text()));
        }
        return new LifecycleAction.AbortUploads(days.orElseThrow(XmlReader::malformed));
    }

    private static int days(String element, String action, String text) {
        int days = number(text);
        if (days < 1) {
            throw S3Exception.invalidArgument(
                    "'" + element + "' for " + action + " action must be a positive integer", element, text);
        }
        return days;
    }

    private static int number(String text) {
        try {
            return AsciiNumber.parseInt(text.strip());
        } catch (NumberFormatException _) {
            throw XmlReader.malformed();
        }
    }

    private static Instant date(String text) {
        // Some tools write only the day.
        String full = text.strip().contains("T") ? text.strip() : text.strip() + "T00:00:00Z";
        Instant date = S3Timestamps.parseIso(full).orElseThrow(XmlReader::malformed);
        if (date.getEpochSecond() % SECONDS_A_DAY != 0 || date.getNano() != 0) {
            throw S3Exception.invalidArgument("'Date' must be at midnight GMT", "Date", text);
        }
        return date;
    }

    private static String id(String text) {
        if (text.length() > LONGEST_ID) {
            throw S3Exception.invalidArgument("ID length should not exceed allowed limit of " + LONGEST_ID, "ID", text);
        }
        return text;
    }

    private static boolean status(String text) {
        return switch (text.strip()) {
            case "Enabled" -> true;
            case "Disabled" -> false;
            default -> throw XmlReader.malformed();
        };
    }

    private static S3Exception invalid(String message) {
        return new S3Exception(S3Error.InvalidRequest, message);
    }

    private static S3Exception notImplemented(String element) {
        return new S3Exception(
                        S3Error.NotImplemented,
                        "There is one kind of storage here, so objects cannot be moved to another: " + element)
                .with("Element", element);
    }
}
