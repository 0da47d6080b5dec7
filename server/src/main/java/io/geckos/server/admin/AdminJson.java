package io.geckos.server.admin;

import io.geckos.domain.engine.Storage;
import io.geckos.domain.engine.StorageGauge;
import io.geckos.domain.engine.StorageUsage;
import io.geckos.server.config.Configuration;
import io.geckos.server.config.ConfigurationKey;
import io.geckos.server.settings.SettingJson;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes JSON documents for the answers of the admin API. */
final class AdminJson {
    private AdminJson() {}

    /** The figures of a storage, without those that it cannot read at the moment. */
    static JsonObjectBuilder measures(Storage storage) {
        JsonObjectBuilder figures = Json.createObjectBuilder();
        for (StorageGauge measure : storage.measures()) {
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

    /** The configuration in use, each setting with its JSON type, without secrets. */
    static JsonObjectBuilder configuration(Configuration configuration) {
        Map<String, String> defaults = new HashMap<>();
        for (ConfigurationKey key : ConfigurationKey.values()) {
            defaults.put(key.path(), key.defaultValue());
        }
        configuration.provider().defaults().forEach((key, value) -> defaults.put("storage." + key, value));
        JsonObjectBuilder keys = Json.createObjectBuilder();
        configuration
                .shown()
                .forEach((path, value) -> keys.add(path, SettingJson.of(defaults.getOrDefault(path, ""), value)));
        return keys;
    }

    static JsonObject usage(StorageUsage usage) {
        List<StorageUsage.OfBucket> all = usage.buckets();
        JsonArrayBuilder buckets = Json.createArrayBuilder();
        StorageUsage.Figures sum = StorageUsage.Figures.NONE;
        for (StorageUsage.OfBucket bucket : all) {
            sum = sum.plus(bucket.figures());
            buckets.add(
                    add(Json.createObjectBuilder().add("bucket", bucket.bucket().value()), bucket.figures())
                            .add("counted", bucket.counted().toString())
                            .add("uncertain", bucket.uncertain()));
        }
        return add(Json.createObjectBuilder().add("complete", usage.complete()), sum)
                .add("buckets", buckets)
                .build();
    }

    /** Adds a member for each figure. */
    static JsonObjectBuilder add(JsonObjectBuilder json, StorageUsage.Figures figures) {
        return json.add("objects", figures.objects())
                .add("bytes", figures.bytes())
                .add("noncurrentVersions", figures.noncurrentVersions())
                .add("noncurrentBytes", figures.noncurrentBytes())
                .add("deleteMarkers", figures.deleteMarkers())
                .add("uploads", figures.uploads())
                .add("uploadBytes", figures.uploadBytes());
    }
}
