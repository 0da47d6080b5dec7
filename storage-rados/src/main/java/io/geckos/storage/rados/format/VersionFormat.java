package io.geckos.storage.rados.format;

import io.geckos.domain.checksum.ETag;
import io.geckos.domain.name.Version;
import io.geckos.domain.name.VersionId;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Optional;
import java.util.OptionalLong;

/** Versions of keys as JSON. */
public final class VersionFormat {
    private VersionFormat() {}

    public static byte[] write(VersionRow row) {
        return JsonFields.bytes(fields(row).build());
    }

    public static byte[] write(HeadRow row) {
        JsonObjectBuilder json = fields(row.version()).add("change", row.change());
        row.nullOrder().ifPresent(order -> json.add("nullOrder", order));
        return JsonFields.bytes(json.build());
    }

    private static JsonObjectBuilder fields(VersionRow row) {
        JsonObjectBuilder json = JsonFields.object()
                .add("order", row.order())
                .add("version", row.version().value())
                .add("modified", row.modified().toString());
        row.content().ifPresent(content -> {
            json.add("etag", content.etag().value()).add("size", content.size());
            JsonFields.checksums(json, content.checksums());
            if (content.partCount() > 0) {
                json.add("parts", content.partCount());
            }
            JsonFields.spec(json, content.spec());
            JsonFields.data(json, content.data());
            content.upload().ifPresent(upload -> json.add("upload", upload));
        });
        return json;
    }

    public static VersionRow readVersion(byte[] bytes) {
        return version(JsonFields.read(bytes));
    }

    public static HeadRow readHead(byte[] bytes) {
        JsonObject json = JsonFields.read(bytes);
        OptionalLong nullOrder = json.containsKey("nullOrder")
                ? OptionalLong.of(JsonFields.number(json, "nullOrder"))
                : OptionalLong.empty();
        return new HeadRow(version(json), JsonFields.number(json, "change"), nullOrder);
    }

    private static VersionRow version(JsonObject json) {
        String version = json.getString("version");
        Version.Named named =
                version.equals(Version.NULL.value()) ? Version.NULL : new Version.Exactly(new VersionId(version));
        Optional<ObjectContent> content = JsonFields.text(json, "etag")
                .map(etag -> new ObjectContent(
                        new ETag(etag),
                        JsonFields.number(json, "size"),
                        JsonFields.checksums(json),
                        json.getInt("parts", 0),
                        JsonFields.spec(json),
                        JsonFields.data(json),
                        JsonFields.text(json, "upload")));
        return new VersionRow(JsonFields.number(json, "order"), named, JsonFields.time(json, "modified"), content);
    }
}
