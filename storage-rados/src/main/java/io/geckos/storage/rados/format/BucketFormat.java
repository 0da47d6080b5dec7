package io.geckos.storage.rados.format;

import io.geckos.domain.bucket.Bucket;
import io.geckos.domain.bucket.DefaultRetention;
import io.geckos.domain.bucket.ObjectLock;
import io.geckos.domain.bucket.VersioningStatus;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.Principal;
import io.geckos.domain.object.Retention;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Period;
import java.util.Optional;

/** Buckets as JSON. */
public final class BucketFormat {
    private BucketFormat() {}

    public static byte[] write(BucketRow row) {
        Bucket facts = row.facts();
        JsonObjectBuilder json = JsonFields.object()
                .add("name", facts.name().value())
                .add("id", row.id())
                .add("created", facts.created().toString())
                .add("versioning", facts.versioning().name())
                .add("shards", row.shards())
                .add("epoch", row.epoch())
                .add("closing", row.closing());
        facts.owner().ifPresent(it -> json.add("ownerId", it.id()).add("ownerName", it.displayName()));
        facts.lock().ifPresent(lock -> {
            json.add("lock", true);
            lock.byDefault()
                    .ifPresent(it -> json.add("defaultMode", it.mode().name())
                            .add("defaultPeriod", it.period().toString()));
        });
        return JsonFields.bytes(json.build());
    }

    public static BucketRow read(byte[] bytes) {
        JsonObject json = JsonFields.read(bytes);
        Optional<ObjectLock> lock = json.getBoolean("lock", false)
                ? Optional.of(new ObjectLock(JsonFields.text(json, "defaultMode")
                        .map(mode -> new DefaultRetention(
                                Retention.Mode.valueOf(mode), Period.parse(json.getString("defaultPeriod"))))))
                : Optional.empty();
        Bucket facts = new Bucket(
                new BucketName(json.getString("name")),
                JsonFields.time(json, "created"),
                JsonFields.text(json, "ownerId").map(id -> new Principal(id, json.getString("ownerName"))),
                VersioningStatus.valueOf(json.getString("versioning")),
                lock);
        return new BucketRow(
                facts,
                json.getString("id"),
                json.getInt("shards"),
                JsonFields.number(json, "epoch"),
                json.getBoolean("closing"));
    }
}
