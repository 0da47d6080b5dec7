package io.geckos.server;

import io.geckos.domain.Chore;
import io.geckos.domain.Measure;
import io.geckos.domain.Storage;
import io.geckos.domain.Usage;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.math.BigDecimal;
import java.util.List;
import java.util.TreeMap;

/** What the admin API answers. */
final class AdminJson {
    private AdminJson() {}

    /** What a storage measures of itself; a figure it cannot tell just now is left out. */
    static JsonObjectBuilder measures(Storage storage) {
        JsonObjectBuilder figures = Json.createObjectBuilder();
        for (Measure measure : storage.measures()) {
            double value = measure.value().getAsDouble();
            if (Double.isFinite(value)) {
                figures.add(
                        measure.name(),
                        new BigDecimal(
                                BigDecimal.valueOf(value).stripTrailingZeros().toPlainString()));
            }
        }
        return figures;
    }

    static JsonObject requests(List<RunningRequests.Running> running) {
        JsonArrayBuilder requests = Json.createArrayBuilder();
        long now = System.nanoTime();
        for (RunningRequests.Running request : running) {
            requests.add(Json.createObjectBuilder()
                    .add("id", request.request().id())
                    .add("method", request.request().method())
                    .add("path", request.request().rawPath())
                    .add("remote", request.request().remoteAddress())
                    .add("ageMillis", (now - request.began()) / 1_000_000));
        }
        return Json.createObjectBuilder().add("requests", requests).build();
    }

    static JsonObject usage(Usage usage) {
        List<Usage.OfBucket> all = usage.buckets();
        JsonArrayBuilder buckets = Json.createArrayBuilder();
        for (Usage.OfBucket bucket : all) {
            buckets.add(Json.createObjectBuilder()
                    .add("bucket", bucket.bucket().value())
                    .add("objects", bucket.objects())
                    .add("bytes", bucket.bytes())
                    .add("uploads", bucket.uploads())
                    .add("counted", bucket.counted().toString())
                    .add("uncertain", bucket.uncertain()));
        }
        return Json.createObjectBuilder()
                .add("complete", usage.complete())
                .add("objects", all.stream().mapToLong(Usage.OfBucket::objects).sum())
                .add("bytes", all.stream().mapToLong(Usage.OfBucket::bytes).sum())
                .add("uploads", all.stream().mapToLong(Usage.OfBucket::uploads).sum())
                .add("buckets", buckets)
                .build();
    }

    static JsonObject chores(List<Chore> chores) {
        JsonArrayBuilder all = Json.createArrayBuilder();
        for (Chore chore : chores) {
            JsonObjectBuilder figures = Json.createObjectBuilder();
            new TreeMap<>(chore.figures()).forEach(figures::add);
            JsonObjectBuilder one =
                    Json.createObjectBuilder().add("name", chore.name()).add("running", chore.running());
            chore.began().ifPresent(began -> one.add("began", began.toString()));
            chore.ended().ifPresent(ended -> one.add("ended", ended.toString()));
            all.add(one.add("figures", figures).add("problems", Json.createArrayBuilder(chore.problems())));
        }
        return Json.createObjectBuilder().add("chores", all).build();
    }
}
