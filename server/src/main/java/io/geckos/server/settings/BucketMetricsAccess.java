package io.geckos.server.settings;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The clients that see the names of buckets in the metrics. A client with the token always sees them. */
public enum BucketMetricsAccess {
    /** Clients on this machine. */
    LOOPBACK,
    /** No clients without the token. */
    TOKEN,
    /** All clients that can reach the listener. */
    EVERYONE;

    static final String ALLOWED =
            Stream.of(values()).map(BucketMetricsAccess::text).collect(Collectors.joining(", "));

    static Optional<BucketMetricsAccess> of(String text) {
        return Stream.of(values()).filter(it -> it.text().equals(text)).findFirst();
    }

    /** Tells whether a client without the token sees the names. {@code local} is true for a client on this machine. */
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
