package io.geckos.storage.rados;

import io.geckos.domain.engine.EngineSettings;
import io.geckos.storage.rados.data.UploadMemory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The settings of the engine.
 *
 * @param configuration the file {@code ceph.conf}
 * @param user as in {@code client.admin}
 * @param namespace in both pools; servers with the same one serve the same buckets
 * @param shards over how many objects the index of a new bucket is distributed; as it grows, they become more
 * @param timeout how long an operation of the cluster may take
 * @param grace how long bytes are kept after nothing refers to them
 * @param uploadMemory how many bytes outside the heap large uploads may use at the same time
 */
record RadosSettings(
        Path configuration,
        String user,
        String metaPool,
        String dataPool,
        String namespace,
        int shards,
        Duration timeout,
        Duration grace,
        long uploadMemory) {
    static final String CONFIGURATION = "ceph-conf";
    static final String USER = "ceph-user";
    static final String META_POOL = "meta-pool";
    static final String DATA_POOL = "data-pool";
    static final String NAMESPACE = "namespace";
    static final String SHARDS = "index-shards";
    static final String TIMEOUT = "timeout";
    static final String GRACE = "grace";
    static final String UPLOAD_MEMORY = "upload-memory";

    static final Map<String, String> DEFAULTS = defaults();

    /** Less would remove what a download still reads. */
    private static final Duration LEAST_GRACE = Duration.ofHours(1);

    private static final int MOST_SHARDS = 1024;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private static Map<String, String> defaults() {
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put(CONFIGURATION, "/etc/ceph/ceph.conf");
        defaults.put(USER, "client.admin");
        defaults.put(META_POOL, "geckos3-meta");
        defaults.put(DATA_POOL, "geckos3-data");
        defaults.put(NAMESPACE, "geckos3");
        defaults.put(SHARDS, "4");
        defaults.put(TIMEOUT, "4s");
        defaults.put(GRACE, "1d");
        defaults.put(UPLOAD_MEMORY, "1GiB");
        return Collections.unmodifiableMap(defaults);
    }

    /** Reads settings; throws {@link IllegalArgumentException} naming the key, the value and what is allowed. */
    static RadosSettings of(Map<String, String> given) {
        EngineSettings values = new EngineSettings(given, DEFAULTS);
        return new RadosSettings(
                Path.of(values.text(CONFIGURATION, Pattern.compile("[^\0]+"), "the path of a file"))
                        .toAbsolutePath(),
                values.text(USER, Pattern.compile("client\\.[A-Za-z0-9._-]{1,64}"), "client. and a name"),
                name(values, META_POOL),
                name(values, DATA_POOL),
                name(values, NAMESPACE),
                values.number(SHARDS, 1, MOST_SHARDS),
                values.duration(TIMEOUT, Duration.ofSeconds(1), Duration.ofMinutes(5)),
                values.duration(GRACE, LEAST_GRACE, Duration.ofDays(365)),
                memory(values));
    }

    private static long memory(EngineSettings values) {
        long bytes = values.bytes(UPLOAD_MEMORY);
        if (bytes < UploadMemory.EACH) {
            throw values.refused(UPLOAD_MEMORY, "a size of at least " + (UploadMemory.EACH >> 20) + "MiB");
        }
        return bytes;
    }

    private static String name(EngineSettings values, String key) {
        return values.text(key, NAME, "1 to 64 letters, digits, dots, hyphens and underscores");
    }
}
