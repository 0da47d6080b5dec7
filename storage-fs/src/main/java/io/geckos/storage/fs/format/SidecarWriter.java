package io.geckos.storage.fs.format;

import io.geckos.domain.checksum.Checksum;
import io.geckos.domain.checksum.ETag;
import io.geckos.domain.object.ObjectPart;
import io.geckos.domain.object.Protection;
import io.geckos.domain.object.Protection.LegalHold;
import io.geckos.domain.object.Retention;
import io.geckos.domain.object.Seal;
import jakarta.json.Json;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonGeneratorFactory;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes sidecars. The fields of the original geckos3 come first and keep their names and meaning; part tables come
 * last, so that a reader who does not want them can stop before.
 */
public final class SidecarWriter {
    private static final JsonGeneratorFactory JSON = Json.createGeneratorFactory(Map.of());

    private SidecarWriter() {}

    public static byte[] write(Sidecar sidecar) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            writeEntry(json, sidecar.entry());
            json.write(SidecarField.FORMAT_VERSION, SidecarField.CURRENT_VERSION);
            ObjectMetadata previous = sidecar.previous();
            if (previous != null) {
                json.writeStartObject(SidecarField.PREVIOUS);
                writeEntry(json, previous);
                writeParts(json, previous.parts());
                json.writeEnd();
            }
            writeParts(json, sidecar.entry().parts());
            json.writeEnd();
        }
        return bytes.toByteArray();
    }

    /** The description of one part, alone. */
    public static byte[] write(PartMetadata part) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            writeFields(json, part.part());
            Checksum checksum = part.checksum();
            if (checksum != null) {
                json.write(SidecarField.STORED_SIZE, part.storedSize());
                json.write(SidecarField.STORED_CRC32C, checksum.value());
            }
            json.writeEnd();
        }
        return bytes.toByteArray();
    }

    private static void writeEntry(JsonGenerator json, ObjectMetadata entry) {
        json.write(SidecarField.SIZE, entry.binding().size());
        json.write(SidecarField.LAST_MODIFIED, entry.lastModified().toString());
        json.write(SidecarField.ETAG, entry.etag().quoted());
        Map<String, String> headers = new TreeMap<>(entry.spec().headers());
        SidecarField.HEADER_FIELDS.forEach((header, field) -> {
            String value = headers.remove(header);
            if (value != null) {
                json.write(field, value);
            }
        });
        writeMap(json, SidecarField.CUSTOM_METADATA, entry.spec().userMetadata());
        writeMap(json, SidecarField.HEADERS, headers);
        writeMap(json, SidecarField.TAGS, entry.spec().tags());
        if (!entry.spec().storageClass().isStandard()) {
            json.write(SidecarField.STORAGE_CLASS, entry.spec().storageClass().name());
        }
        writeChecksums(json, SidecarField.CHECKSUMS, entry.checksums());
        ETag md5 = entry.md5();
        if (md5 != null) {
            json.write(SidecarField.MD5, md5.value());
        }
        if (entry.uploadId() != null) {
            json.write(SidecarField.UPLOAD_ID, entry.uploadId());
        }
        json.write(SidecarField.MODIFIED, entry.binding().modified());
        writeProtection(json, entry.spec().protection());
        entry.spec().acl().ifPresent(list -> json.write(SidecarField.ACL, list.text()));
        writeSeal(json, entry);
        VersionStamp stamp = entry.stamp();
        if (stamp != null) {
            json.write(SidecarField.ORDER, stamp.order());
            json.write(SidecarField.VERSION_ID, stamp.id());
        }
    }

    private static void writeSeal(JsonGenerator json, ObjectMetadata entry) {
        Seal seal = entry.spec().seal().orElse(null);
        SealedFile sealed = entry.sealed();
        if (seal != null && sealed != null) {
            json.write(SidecarField.SEAL_KIND, seal.kind().name());
            writeMap(json, SidecarField.SEAL, seal.fields());
            json.write(SidecarField.PLAIN_SIZE, sealed.plainSize());
            json.write(SidecarField.STORED_CRC32C, sealed.checksum().value());
        }
    }

    private static void writeProtection(JsonGenerator json, Protection protection) {
        Retention retention = protection.retention().orElse(null);
        if (retention != null) {
            json.write(SidecarField.RETAIN_MODE, retention.mode().name());
            json.write(SidecarField.RETAIN_UNTIL, retention.until().toString());
        }
        // One that was lifted is different from none.
        protection.hold().ifPresent(hold -> json.write(SidecarField.LEGAL_HOLD, hold == LegalHold.ON));
    }

    private static void writeMap(JsonGenerator json, String field, Map<String, String> map) {
        if (!map.isEmpty()) {
            json.writeStartObject(field);
            new TreeMap<>(map).forEach(json::write);
            json.writeEnd();
        }
    }

    private static void writeChecksums(JsonGenerator json, String field, List<Checksum> checksums) {
        if (!checksums.isEmpty()) {
            json.writeStartObject(field);
            checksums.forEach(checksum -> json.write(checksum.algorithm().name(), checksum.value()));
            json.writeEnd();
        }
    }

    private static void writeParts(JsonGenerator json, List<ObjectPart> parts) {
        if (parts.isEmpty()) {
            return;
        }
        json.writeStartArray(SidecarField.PARTS);
        for (ObjectPart part : parts) {
            json.writeStartObject();
            writeFields(json, part);
            json.writeEnd();
        }
        json.writeEnd();
    }

    private static void writeFields(JsonGenerator json, ObjectPart part) {
        json.write(SidecarField.NUMBER, part.number());
        json.write(SidecarField.SIZE, part.size());
        json.write(SidecarField.LAST_MODIFIED, part.lastModified().toString());
        json.write(SidecarField.ETAG, part.etag().quoted());
        writeChecksums(json, SidecarField.CHECKSUMS, part.checksums());
    }
}
