package io.geckos.s3.testkit;

import io.geckos.s3.api.S3Response;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The operations that {@link ServiceClient}s have carried out since this was last cleared. */
public final class ExecutedOperations {
    private static final Set<String> NAMES = ConcurrentHashMap.newKeySet();

    private ExecutedOperations() {}

    public static void clear() {
        NAMES.clear();
    }

    /** The names of the operations, as S3 has them. */
    public static Set<String> names() {
        return Set.copyOf(NAMES);
    }

    /** Notes the operation of an answer, unless it was refused before it began. */
    static void add(S3Response response) {
        if (response.status() != 501 && response.status() != 403) {
            response.facts().operation().ifPresent(NAMES::add);
        }
    }
}
