package io.geckos.storage.rados.format;

import io.geckos.domain.bucket.Bucket;
import io.geckos.domain.bucket.DefaultRetention;
import io.geckos.domain.bucket.ObjectLock;
import io.geckos.domain.bucket.VersioningStatus;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.Principal;
import io.geckos.domain.object.Retention;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Buckets as JSON. */
public final class BucketFormat {
    private BucketFormat() {}

    public static byte[] write(BucketRow row) {
        Bucket facts = row.facts();
        JsonObjectBuilder json = JsonFields.object()
                .add("name", facts.name().value())
                .add("id", row.id())
                .add("created", facts.created().toString())
                .add("versioning", facts.versioning().name());
        addLayout(json, row.layout());
        json.add("epoch", row.epoch()).add("closing", row.closing());
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
                layout(json),
                JsonFields.number(json, "epoch"),
                json.getBoolean("closing"));
    }

    /** A layout in which nothing was ever split is the number of its shards. */
    private static void addLayout(JsonObjectBuilder json, ShardLayout layout) {
        if (layout.isUniform()) {
            json.add("shards", layout.shards().size());
            return;
        }
        json.add("layout", shards(layout.shards())).add("nextShard", layout.next());
        layout.split()
                .ifPresent(split -> json.add(
                        "split",
                        JsonFields.object()
                                .add("source", shards(List.of(split.source())))
                                .add("targets", shards(split.targets()))
                                .add("mark", split.mark())
                                .add("committed", split.committed())));
    }

    /** Three numbers of each shard. */
    private static JsonArrayBuilder shards(List<IndexShard> shards) {
        JsonArrayBuilder numbers = JsonFields.array();
        shards.forEach(it -> numbers.add(it.number()).add(it.modulus()).add(it.residue()));
        return numbers;
    }

    private static ShardLayout layout(JsonObject json) {
        if (!json.containsKey("layout")) {
            return ShardLayout.uniform(json.getInt("shards"));
        }
        Optional<ShardSplit> split = Optional.ofNullable(json.getJsonObject("split"))
                .map(it -> new ShardSplit(
                        shards(it, "source").getFirst(),
                        shards(it, "targets"),
                        it.getString("mark"),
                        it.getBoolean("committed")));
        return new ShardLayout(shards(json, "layout"), json.getInt("nextShard"), split);
    }

    private static List<IndexShard> shards(JsonObject json, String field) {
        JsonArray numbers = json.getJsonArray(field);
        return IntStream.range(0, numbers.size() / 3)
                .mapToObj(i ->
                        new IndexShard(numbers.getInt(3 * i), numbers.getInt(3 * i + 1), numbers.getInt(3 * i + 2)))
                .toList();
    }
}
