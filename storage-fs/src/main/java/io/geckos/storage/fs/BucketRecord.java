package io.geckos.storage.fs;

import io.geckos.domain.BucketSetting;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/** What is said of a bucket. */
record BucketRecord(Instant created, Map<BucketSetting, String> settings) {
    BucketRecord {
        settings = Map.copyOf(settings);
    }

    BucketRecord with(BucketSetting kind, String document) {
        Map<BucketSetting, String> changed = copy();
        changed.put(kind, document);
        return new BucketRecord(created, changed);
    }

    BucketRecord without(BucketSetting kind) {
        Map<BucketSetting, String> changed = copy();
        changed.remove(kind);
        return new BucketRecord(created, changed);
    }

    private Map<BucketSetting, String> copy() {
        Map<BucketSetting, String> copy = new EnumMap<>(BucketSetting.class);
        copy.putAll(settings);
        return copy;
    }
}
