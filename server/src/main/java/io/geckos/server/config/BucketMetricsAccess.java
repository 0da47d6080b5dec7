package io.geckos.server.config;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who is told the names of buckets by the metrics; whoever has the token always is. */
public enum BucketMetricsAccess {
    /** Whoever asks from this machine. */
    LOOPBACK,
    /** Nobody else. */
    TOKEN,
    /** Whoever can reach the listener. */
    EVERYONE;

    static final String ALLOWED =
            Stream.of(values()).map(BucketMetricsAccess::text).collect(Collectors.joining(", "));

    static Optional<BucketMetricsAccess> of(String text) {
        return Stream.of(values()).filter(it -> it.text().equals(text)).findFirst();
    }

    /** Tells whether who has no token is told; {@code local} if it asks from this machine. */
    public boolean showsWithoutToken(boolean local) {
        return switch (this) {
            case LOOPBACK -> local;
            case TOKEN -> false;
            case EVERYONE -> true;
        };
    }

    private String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
