package io.geckos.storage.fs.format;

import io.geckos.domain.checksum.Checksum;
import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.domain.checksum.ETag;
import io.geckos.domain.object.ObjectPart;
import io.geckos.domain.object.Protection;
import io.geckos.domain.object.Protection.LegalHold;
import io.geckos.domain.object.Retention;
import io.geckos.domain.object.Seal;
import io.geckos.domain.object.StorageClass;
import io.geckos.domain.text.Iso8601;
import io.geckos.storage.fs.files.FileStatus;
import jakarta.json.Json;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import jakarta.json.stream.JsonParserFactory;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads sidecars of this engine and of the original geckos3, and the metadata at the end of part files. */
public final class SidecarReader {
    private static final JsonParserFactory JSON = Json.createParserFactory(Map.of());

    private SidecarReader() {}

    /**
     * Reads a sidecar.
     *
     * @param path its name, for the log
     * @return null if the bytes are not a sidecar
     */
    public static @Nullable Sidecar read(byte[] bytes, String path) {
        try (JsonParser json = parser(bytes)) {
            if (!json.hasNext() || json.next() != Event.START_OBJECT) {
                return null;
            }
            return new Fields(json).sidecar(new ObjectSpecReader(path));
        } catch (RuntimeException _) {
            // The parser has several exceptions, for example for too many digits or levels.
            return null;
        }
    }

    /**
     * Reads the metadata of a part.
     *
     * @throws RuntimeException if it is malformed
     */
    public static PartMetadata readPart(byte[] bytes) {
        try (JsonParser json = parser(bytes)) {
            json.next();
            return new Fields(json).partMetadata();
        }
    }

    /** The engine writes UTF-8. A document that begins otherwise may be UTF-16 or UTF-32, which the parser detects. */
    private static JsonParser parser(byte[] bytes) {
        return bytes.length > 1 && bytes[0] == '{' && bytes[1] != 0
                ? JSON.createParser(new StringReader(new String(bytes, StandardCharsets.UTF_8)))
                : JSON.createParser(new ByteArrayInputStream(bytes));
    }

    /** The fields of one entry or part, as far as they have been read. */
    private static final class Fields {
        private final Map<String, String> headers = new HashMap<>();
        private Map<String, String> userMetadata = Map.of();
        private Map<String, String> tags = Map.of();
        private String storageClass = StorageClass.STANDARD.name();
        private List<Checksum> checksums = List.of();
        private List<ObjectPart> parts = List.of();
        private long size = -1;
        private int number;
        private int version;
        private @Nullable Instant lastModified;
        private @Nullable ETag etag;
        private @Nullable ETag md5;
        private @Nullable Long fileModified;
        private @Nullable String uploadId;
        private @Nullable String retainMode;
        private @Nullable Instant retainUntil;
        private @Nullable LegalHold legalHold;
        private @Nullable String acl;
        private @Nullable Long order;
        private @Nullable String versionId;
        private @Nullable String sealKind;
        private Map<String, String> seal = Map.of();
        private long plainSize = -1;
        private long storedSize = -1;
        private @Nullable Checksum stored;
        private @Nullable Fields previous;

        /** Reads up to the closing brace. */
        Fields(JsonParser json) {
            while (json.next() != Event.END_OBJECT) {
                String field = json.getString();
                read(json, field, json.next());
            }
        }

        private void read(JsonParser json, String field, Event value) {
            switch (field) {
                case SidecarField.SIZE -> size = json.getLong();
                case SidecarField.LAST_MODIFIED -> lastModified = time(json.getString());
                case SidecarField.ETAG -> etag = etag(json.getString());
                case SidecarField.MD5 -> md5 = etag(json.getString());
                case SidecarField.CUSTOM_METADATA -> userMetadata = map(json);
                case SidecarField.HEADERS -> headers.putAll(map(json));
                case SidecarField.TAGS -> tags = map(json);
                case SidecarField.STORAGE_CLASS -> storageClass = json.getString();
                case SidecarField.CHECKSUMS -> checksums = checksums(json);
                case SidecarField.UPLOAD_ID -> uploadId = json.getString();
                case SidecarField.MODIFIED -> fileModified = json.getLong();
                case SidecarField.RETAIN_MODE -> retainMode = json.getString();
                case SidecarField.RETAIN_UNTIL -> retainUntil = time(json.getString());
                case SidecarField.LEGAL_HOLD -> legalHold = value == Event.VALUE_TRUE ? LegalHold.ON : LegalHold.OFF;
                case SidecarField.ACL -> acl = json.getString();
                case SidecarField.ORDER -> order = json.getLong();
                case SidecarField.VERSION_ID -> versionId = json.getString();
                case SidecarField.FORMAT_VERSION -> version = json.getInt();
                case SidecarField.NUMBER -> number = json.getInt();
                case SidecarField.PREVIOUS -> previous = new Fields(json);
                case SidecarField.PARTS -> parts = parts(json);
                default -> readSeal(json, field, value);
            }
        }

        private void readSeal(JsonParser json, String field, Event value) {
            switch (field) {
                case SidecarField.SEAL_KIND -> sealKind = json.getString();
                case SidecarField.SEAL -> seal = map(json);
                case SidecarField.PLAIN_SIZE -> plainSize = json.getLong();
                case SidecarField.STORED_SIZE -> storedSize = json.getLong();
                case SidecarField.STORED_CRC32C -> stored = Checksum.full(ChecksumAlgorithm.CRC32C, json.getString());
                default -> readOther(json, field, value);
            }
        }

        private void readOther(JsonParser json, String field, Event value) {
            for (Map.Entry<String, String> known : SidecarField.HEADER_FIELDS.entrySet()) {
                if (known.getValue().equals(field)) {
                    headers.put(known.getKey(), json.getString());
                    return;
                }
            }
            if (value == Event.START_OBJECT) {
                json.skipObject();
            } else if (value == Event.START_ARRAY) {
                json.skipArray();
            }
        }

        @Nullable
        Sidecar sidecar(ObjectSpecReader specs) {
            if (version > SidecarField.CURRENT_VERSION || size < 0 || lastModified == null || etag == null) {
                return null;
            }
            boolean writtenByUs = version == SidecarField.CURRENT_VERSION;
            if (!writtenByUs) {
                headers.replaceAll((_, value) -> bytesOf(value));
            }
            Sidecar sidecar = new Sidecar(entry(specs), previous == null ? null : previous.entry(specs), writtenByUs);
            specs.warn();
            return sidecar;
        }

        private static Instant time(String text) {
            return Iso8601.parse(text).orElseThrow(() -> new DateTimeException("no time: " + text));
        }

        /** The original decodes the bytes of headers as UTF-8. Here they are kept with one character for each byte. */
        private static String bytesOf(String text) {
            return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        }

        private ObjectMetadata entry(ObjectSpecReader specs) {
            Instant time = required(lastModified);
            long modified = fileModified == null ? FileStatus.nanos(time) : fileModified;
            return new ObjectMetadata(
                    new ObjectMetadata.Binding(size, modified),
                    required(etag),
                    time,
                    specs.read(headers, userMetadata, tags, storageClass)
                            .withProtection(protection())
                            .withAcl(specs.acl(acl))
                            .withSeal(seal()),
                    checksums,
                    uploadId,
                    parts,
                    md5,
                    order == null || versionId == null ? null : new VersionStamp(order, versionId),
                    sealedFile());
        }

        private Optional<Seal> seal() {
            return sealKind == null ? Optional.empty() : Optional.of(new Seal(Seal.Kind.valueOf(sealKind), seal));
        }

        private @Nullable SealedFile sealedFile() {
            if (sealKind == null && seal.isEmpty() && plainSize < 0 && stored == null) {
                return null;
            }
            if (sealKind == null || plainSize < 0) {
                throw new IllegalArgumentException("a seal without a kind or a size");
            }
            return new SealedFile(plainSize, required(stored));
        }

        private Protection protection() {
            if (retainMode == null || retainUntil == null) {
                return new Protection(Optional.empty(), Optional.ofNullable(legalHold));
            }
            Retention retention = new Retention(Retention.Mode.valueOf(retainMode), retainUntil);
            return new Protection(Optional.of(retention), Optional.ofNullable(legalHold));
        }

        ObjectPart part() {
            return new ObjectPart(number, required(etag), size, checksums, required(lastModified));
        }

        PartMetadata partMetadata() {
            return new PartMetadata(part(), storedSize < 0 ? size : storedSize, stored);
        }

        private static <T> T required(@Nullable T value) {
            if (value == null) {
                throw new IllegalArgumentException("a field is missing");
            }
            return value;
        }
    }

    private static ETag etag(String quoted) {
        boolean isQuoted = quoted.length() > 2 && quoted.startsWith("\"") && quoted.endsWith("\"");
        return new ETag(isQuoted ? quoted.substring(1, quoted.length() - 1) : quoted);
    }

    private static Map<String, String> map(JsonParser json) {
        Map<String, String> map = new HashMap<>();
        while (json.next() != Event.END_OBJECT) {
            String key = json.getString();
            json.next();
            map.put(key, json.getString());
        }
        return map;
    }

    private static List<Checksum> checksums(JsonParser json) {
        List<Checksum> checksums = new ArrayList<>();
        map(json)
                .forEach((algorithm, value) -> checksums.add(new Checksum(
                        ChecksumAlgorithm.valueOf(algorithm),
                        value,
                        value.indexOf('-') < 0 ? Checksum.Type.FULL_OBJECT : Checksum.Type.COMPOSITE)));
        checksums.sort(Comparator.comparing(Checksum::algorithm));
        return checksums;
    }

    private static List<ObjectPart> parts(JsonParser json) {
        List<ObjectPart> parts = new ArrayList<>();
        while (json.next() != Event.END_ARRAY) {
            parts.add(new Fields(json).part());
        }
        return parts;
    }
}
