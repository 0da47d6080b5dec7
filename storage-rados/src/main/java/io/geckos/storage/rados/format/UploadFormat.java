package io.geckos.storage.rados.format;

import io.geckos.domain.checksum.Checksum;
import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.domain.checksum.ETag;
import io.geckos.domain.multipart.UploadInfo.ChecksumPlan;
import io.geckos.domain.name.Initiator;
import io.geckos.domain.name.Principal;
import io.geckos.domain.object.ObjectPart;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Uploads, their parts, and what is left of them, as JSON. */
public final class UploadFormat {
    private UploadFormat() {}

    public static byte[] write(UploadRow row) {
        JsonObjectBuilder json =
                JsonFields.object().add("initiated", row.initiated().toString()).add("change", row.change());
        JsonFields.spec(json, row.spec());
        row.checksum()
                .ifPresent(plan -> json.add("algorithm", plan.algorithm().name())
                        .add("type", plan.type().name())
                        .add("implied", plan.implied()));
        row.initiator().ifPresent(initiator -> write(json, initiator));
        return JsonFields.bytes(json.build());
    }

    private static void write(JsonObjectBuilder json, Initiator initiator) {
        Principal principal = initiator.principal();
        json.add("initiator", principal.id()).add("initiatorName", principal.displayName());
        initiator.userId().ifPresent(id -> json.add("initiatorId", id));
    }

    private static Initiator initiator(String id, JsonObject json) {
        Principal principal =
                new Principal(id, JsonFields.text(json, "initiatorName").orElse(""));
        return new Initiator(principal, JsonFields.text(json, "initiatorId"));
    }

    public static UploadRow readUpload(byte[] bytes) {
        JsonObject json = JsonFields.read(bytes);
        Optional<ChecksumPlan> plan = JsonFields.text(json, "algorithm")
                .map(algorithm -> new ChecksumPlan(
                        ChecksumAlgorithm.valueOf(algorithm),
                        Checksum.Type.valueOf(json.getString("type")),
                        json.getBoolean("implied")));
        return new UploadRow(
                JsonFields.spec(json),
                plan,
                JsonFields.time(json, "initiated"),
                JsonFields.number(json, "change"),
                JsonFields.text(json, "initiator").map(id -> initiator(id, json)));
    }

    public static byte[] write(PartRow row) {
        return JsonFields.bytes(part(row).build());
    }

    public static PartRow readPart(byte[] bytes) {
        return part(JsonFields.read(bytes));
    }

    /** The parts of an object, in order. */
    public static byte[] writeManifest(List<PartRow> parts) {
        JsonArrayBuilder all = JsonFields.array();
        parts.forEach(row -> all.add(part(row)));
        return JsonFields.bytes(JsonFields.object().add("parts", all).build());
    }

    public static List<PartRow> readManifest(byte[] bytes) {
        return JsonFields.list(JsonFields.read(bytes), "parts", UploadFormat::part);
    }

    private static JsonObjectBuilder part(PartRow row) {
        JsonObjectBuilder json = JsonFields.object()
                .add("number", row.part().number())
                .add("etag", row.part().etag().value())
                .add("size", row.part().size())
                .add("modified", row.part().lastModified().toString());
        JsonFields.checksums(json, row.part().checksums());
        JsonFields.data(json, row.data());
        return json;
    }

    private static PartRow part(JsonObject json) {
        ObjectPart part = new ObjectPart(
                json.getInt("number"),
                new ETag(json.getString("etag")),
                JsonFields.number(json, "size"),
                JsonFields.checksums(json),
                JsonFields.time(json, "modified"));
        return new PartRow(part, JsonFields.data(json));
    }

    public static byte[] write(GarbageRow row) {
        JsonObjectBuilder json =
                JsonFields.object().add("since", row.since().toString()).add("manifest", row.manifest());
        row.keyHash().ifPresent(hash -> json.add("keyHash", hash));
        JsonFields.data(json, row.data());
        return JsonFields.bytes(json.build());
    }

    public static GarbageRow readGarbage(byte[] bytes) {
        JsonObject json = JsonFields.read(bytes);
        OptionalLong keyHash = json.containsKey("keyHash")
                ? OptionalLong.of(JsonFields.number(json, "keyHash"))
                : OptionalLong.empty();
        return new GarbageRow(
                JsonFields.data(json), json.getBoolean("manifest"), JsonFields.time(json, "since"), keyHash);
    }
}
