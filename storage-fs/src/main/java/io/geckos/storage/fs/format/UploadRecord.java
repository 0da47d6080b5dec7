package io.geckos.storage.fs.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.geckos.domain.checksum.Checksum;
import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.domain.multipart.UploadInfo;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.Initiator;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.ObjectKey;
import io.geckos.domain.name.Principal;
import io.geckos.domain.name.UploadId;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.Protection;
import io.geckos.domain.object.Protection.LegalHold;
import io.geckos.domain.object.Retention;
import io.geckos.domain.object.Seal;
import io.geckos.domain.object.StorageClass;
import io.geckos.domain.security.AccessControlList;
import io.geckos.storage.fs.files.StorageLog;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The document that says what an upload will become. */
public final class UploadRecord {
    private static final String KEY = "key";
    private static final String INITIATED = "initiated";
    private static final String INITIATOR = "initiator";
    private static final String INITIATOR_NAME = "initiatorName";
    private static final String INITIATOR_ID = "initiatorId";
    private static final String USER_METADATA = "userMetadata";
    private static final String ALGORITHM = "checksumAlgorithm";
    private static final String TYPE = "checksumType";

    /** Says that the client did not ask for the checksum. */
    private static final String IMPLIED = "checksumImplied";

    private UploadRecord() {}

    public static byte[] write(UploadInfo info) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add(SidecarField.FORMAT_VERSION, SidecarField.CURRENT_VERSION)
                .add(KEY, info.id().object().key().value())
                .add(INITIATED, info.initiated().toString())
                .add(SidecarField.HEADERS, json(info.spec().headers()))
                .add(USER_METADATA, json(info.spec().userMetadata()))
                .add(SidecarField.TAGS, json(info.spec().tags()));
        if (!info.spec().storageClass().isStandard()) {
            json.add(SidecarField.STORAGE_CLASS, info.spec().storageClass().name());
        }
        writeProtection(json, info.spec().protection());
        info.spec().acl().ifPresent(list -> json.add(SidecarField.ACL, list.text()));
        info.spec()
                .seal()
                .ifPresent(seal -> json.add(SidecarField.SEAL_KIND, seal.kind().name())
                        .add(SidecarField.SEAL, json(seal.fields())));
        info.checksum().ifPresent(plan -> write(json, plan));
        info.initiator().ifPresent(initiator -> write(json, initiator));
        return json.build().toString().getBytes(UTF_8);
    }

    private static void writeProtection(JsonObjectBuilder json, Protection protection) {
        protection
                .retention()
                .ifPresent(retention -> json.add(
                                SidecarField.RETAIN_MODE, retention.mode().name())
                        .add(SidecarField.RETAIN_UNTIL, retention.until().toString()));
        protection.hold().ifPresent(hold -> json.add(SidecarField.LEGAL_HOLD, hold == LegalHold.ON));
    }

    private static Protection protection(JsonObject json) {
        Optional<Retention> retention = json.containsKey(SidecarField.RETAIN_MODE)
                ? Optional.of(new Retention(
                        Retention.Mode.valueOf(json.getString(SidecarField.RETAIN_MODE)),
                        Instant.parse(json.getString(SidecarField.RETAIN_UNTIL))))
                : Optional.empty();
        Optional<LegalHold> hold = json.containsKey(SidecarField.LEGAL_HOLD)
                ? Optional.of(json.getBoolean(SidecarField.LEGAL_HOLD) ? LegalHold.ON : LegalHold.OFF)
                : Optional.empty();
        return new Protection(retention, hold);
    }

    private static void write(JsonObjectBuilder json, UploadInfo.ChecksumPlan plan) {
        json.add(ALGORITHM, plan.algorithm().name()).add(TYPE, plan.type().name());
        if (plan.implied()) {
            json.add(IMPLIED, true);
        }
    }

    private static void write(JsonObjectBuilder json, Initiator initiator) {
        Principal principal = initiator.principal();
        json.add(INITIATOR, principal.id()).add(INITIATOR_NAME, principal.displayName());
        initiator.userId().ifPresent(id -> json.add(INITIATOR_ID, id));
    }

    private static JsonObjectBuilder json(Map<String, String> map) {
        JsonObjectBuilder json = Json.createObjectBuilder();
        map.forEach(json::add);
        return json;
    }

    /** Null if that is no such document. */
    public static @Nullable UploadInfo read(byte[] bytes, BucketName bucket, String upload) {
        try (JsonReader reader = Json.createReader(new ByteArrayInputStream(bytes))) {
            JsonObject json = reader.readObject();
            ObjectId object = new ObjectId(bucket, new ObjectKey(json.getString(KEY)));
            ObjectSpecReader specs = new ObjectSpecReader("upload " + upload + " of " + object);
            ObjectSpec spec = specs.read(
                    map(json, SidecarField.HEADERS),
                    map(json, USER_METADATA),
                    map(json, SidecarField.TAGS),
                    json.getString(SidecarField.STORAGE_CLASS, StorageClass.STANDARD.name()));
            Optional<AccessControlList> acl = specs.acl(json.getString(SidecarField.ACL, null));
            specs.warn();
            return new UploadInfo(
                    new UploadId(object, upload),
                    spec.withProtection(protection(json)).withAcl(acl).withSeal(seal(json)),
                    plan(json),
                    Instant.parse(json.getString(INITIATED)),
                    initiator(json));
        } catch (RuntimeException e) {
            // Whatever the parser calls it: too many digits or levels have exceptions of their own.
            StorageLog.warn("cannot read upload " + upload + " of bucket " + bucket + ": " + e.getMessage());
            return null;
        }
    }

    private static Optional<Seal> seal(JsonObject json) {
        return json.containsKey(SidecarField.SEAL_KIND)
                ? Optional.of(new Seal(
                        Seal.Kind.valueOf(json.getString(SidecarField.SEAL_KIND)), map(json, SidecarField.SEAL)))
                : Optional.empty();
    }

    /** Records of before it was kept have none, and those of before its id was kept have no id. */
    private static Optional<Initiator> initiator(JsonObject json) {
        if (!json.containsKey(INITIATOR)) {
            return Optional.empty();
        }
        Principal principal = new Principal(json.getString(INITIATOR), json.getString(INITIATOR_NAME, ""));
        return Optional.of(new Initiator(principal, Optional.ofNullable(json.getString(INITIATOR_ID, null))));
    }

    private static Optional<UploadInfo.ChecksumPlan> plan(JsonObject json) {
        return json.containsKey(ALGORITHM)
                ? Optional.of(new UploadInfo.ChecksumPlan(
                        ChecksumAlgorithm.valueOf(json.getString(ALGORITHM)),
                        Checksum.Type.valueOf(json.getString(TYPE)),
                        json.getBoolean(IMPLIED, false)))
                : Optional.empty();
    }

    private static Map<String, String> map(JsonObject json, String field) {
        Map<String, String> map = new HashMap<>();
        json.getJsonObject(field).forEach((key, value) -> map.put(key, ((JsonString) value).getString()));
        return map;
    }
}
