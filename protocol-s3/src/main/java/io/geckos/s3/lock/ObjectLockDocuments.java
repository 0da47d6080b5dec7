package io.geckos.s3.lock;

import io.geckos.domain.bucket.DefaultRetention;
import io.geckos.domain.bucket.ObjectLock;
import io.geckos.domain.object.Protection.LegalHold;
import io.geckos.domain.object.Retention;
import io.geckos.domain.text.AsciiNumber;
import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;
import io.geckos.s3.wire.S3Timestamps;
import io.geckos.s3.wire.XmlCodec;
import io.geckos.s3.wire.XmlDocument;
import io.geckos.s3.wire.XmlReader;
import java.time.Instant;
import java.time.Period;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;

/** The documents of object lock. */
final class ObjectLockDocuments {
    private static final int LIMIT = 64 * 1024;
    private static final int MOST_DAYS = 36_500;
    private static final int MOST_YEARS = 100;

    /** That of a bucket. */
    static final XmlCodec<ObjectLock> CONFIGURATION =
            new XmlCodec<>(LIMIT, ObjectLockDocuments::configuration, ObjectLockDocuments::document);

    /** The retention of an object; an empty document stands for none. */
    static final XmlCodec<Optional<Retention>> RETENTION =
            new XmlCodec<>(LIMIT, ObjectLockDocuments::retention, ObjectLockDocuments::document);

    /** The legal hold of an object. */
    static final XmlCodec<LegalHold> LEGAL_HOLD = new XmlCodec<>(
            LIMIT,
            ObjectLockDocuments::legalHold,
            hold -> xml -> xml.root("LegalHold").element("Status", hold.name()).close());

    private ObjectLockDocuments() {}

    private static ObjectLock configuration(XmlReader xml) throws XMLStreamException {
        boolean enabled = false;
        Optional<DefaultRetention> byDefault = Optional.empty();
        xml.root("ObjectLockConfiguration");
        while (xml.nextChild()) {
            switch (xml.name()) {
                case "ObjectLockEnabled" -> enabled = xml.text().equals("Enabled");
                case "Rule" -> byDefault = Optional.of(rule(xml));
                default -> throw xml.unexpected();
            }
        }
        if (!enabled) {
            throw XmlReader.malformed();
        }
        return new ObjectLock(byDefault);
    }

    private static DefaultRetention rule(XmlReader xml) throws XMLStreamException {
        Optional<DefaultRetention> retention = Optional.empty();
        while (xml.nextChild()) {
            if (!xml.name().equals("DefaultRetention")) {
                throw xml.unexpected();
            }
            retention = Optional.of(defaultRetention(xml));
        }
        return retention.orElseThrow(XmlReader::malformed);
    }

    private static DefaultRetention defaultRetention(XmlReader xml) throws XMLStreamException {
        Optional<Retention.Mode> mode = Optional.empty();
        Optional<Period> period = Optional.empty();
        while (xml.nextChild()) {
            String name = xml.name();
            switch (name) {
                case "Mode" -> mode = Optional.of(mode(xml.text()));
                case "Days", "Years" -> {
                    if (period.isPresent()) {
                        throw XmlReader.malformed();
                    }
                    period = Optional.of(
                            name.equals("Days")
                                    ? Period.ofDays(count(xml.text(), name, MOST_DAYS))
                                    : Period.ofYears(count(xml.text(), name, MOST_YEARS)));
                }
                default -> throw xml.unexpected();
            }
        }
        return new DefaultRetention(mode.orElseThrow(XmlReader::malformed), period.orElseThrow(XmlReader::malformed));
    }

    private static int count(String text, String unit, int most) {
        int count;
        try {
            count = AsciiNumber.parseInt(text.strip());
        } catch (NumberFormatException _) {
            throw XmlReader.malformed();
        }
        if (count < 1) {
            throw new S3Exception(
                    S3Error.InvalidRetentionPeriod, "Default retention period must be a positive integer value");
        }
        if (count > most) {
            throw S3Exception.invalidArgument("Default retention period too large.", unit, text);
        }
        return count;
    }

    private static Retention.Mode mode(String name) {
        return switch (name) {
            case "GOVERNANCE" -> Retention.Mode.GOVERNANCE;
            case "COMPLIANCE" -> Retention.Mode.COMPLIANCE;
            default -> throw XmlReader.malformed();
        };
    }

    private static XmlDocument document(ObjectLock lock) {
        return xml -> {
            xml.root("ObjectLockConfiguration").element("ObjectLockEnabled", "Enabled");
            if (lock.byDefault().isPresent()) {
                DefaultRetention retention = lock.byDefault().get();
                Period period = retention.period();
                xml.open("Rule").open("DefaultRetention");
                xml.element("Mode", retention.mode().name());
                xml.element(
                        period.getYears() > 0 ? "Years" : "Days",
                        period.getYears() > 0 ? period.getYears() : period.getDays());
                xml.close().close();
            }
            xml.close();
        };
    }

    private static Optional<Retention> retention(XmlReader xml) throws XMLStreamException {
        Optional<Retention.Mode> mode = Optional.empty();
        Optional<Instant> until = Optional.empty();
        xml.root("Retention");
        while (xml.nextChild()) {
            switch (xml.name()) {
                case "Mode" -> mode = Optional.of(mode(xml.text()));
                case "RetainUntilDate" ->
                    until = Optional.of(S3Timestamps.parseIso(xml.text()).orElseThrow(XmlReader::malformed));
                default -> throw xml.unexpected();
            }
        }
        if (mode.isPresent() != until.isPresent()) {
            throw XmlReader.malformed();
        }
        until.ifPresent(time -> ObjectLockHeaders.requireFuture(time, "RetainUntilDate"));
        return mode.isEmpty() ? Optional.empty() : Optional.of(new Retention(mode.get(), until.orElseThrow()));
    }

    private static XmlDocument document(Optional<Retention> retention) {
        return xml -> {
            xml.root("Retention");
            if (retention.isPresent()) {
                xml.element("Mode", retention.get().mode().name());
                xml.element(
                        "RetainUntilDate",
                        S3Timestamps.isoNotBefore(retention.get().until()));
            }
            xml.close();
        };
    }

    private static LegalHold legalHold(XmlReader xml) throws XMLStreamException {
        Optional<LegalHold> held = Optional.empty();
        xml.root("LegalHold");
        while (xml.nextChild()) {
            if (!xml.name().equals("Status")) {
                throw xml.unexpected();
            }
            held = Optional.of(
                    switch (xml.text()) {
                        case "ON" -> LegalHold.ON;
                        case "OFF" -> LegalHold.OFF;
                        default -> throw XmlReader.malformed();
                    });
        }
        return held.orElseThrow(XmlReader::malformed);
    }
}
