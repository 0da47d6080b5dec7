package io.geckos.domain.lifecycle;

import java.time.Duration;
import java.time.Instant;

/**
 * How long a day of rules is. Days begin at midnight UTC, and what is due within a day is due at its end, as S3 has it.
 *
 * @param length 24 hours; shorter only to try rules out
 */
public record LifecycleDay(Duration length) {
    /** As S3 has it. */
    public static final LifecycleDay REAL = new LifecycleDay(Duration.ofDays(1));

    /** Throws {@link IllegalArgumentException} for less than a second or more than a day. */
    public LifecycleDay {
        if (length.compareTo(Duration.ofSeconds(1)) < 0 || length.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("a day of " + length + "; 1s to 24h are allowed");
        }
    }

    /** The end of the day on which {@code days} have passed since {@code since}. */
    public Instant due(Instant since, int days) {
        Instant passed = since.plus(length.multipliedBy(days));
        Instant begin = begin(passed);
        return begin.equals(passed) ? begin : begin.plus(length);
    }

    /** When the day began that {@code time} is in. */
    public Instant begin(Instant time) {
        long day = length.toMillis();
        return Instant.ofEpochMilli(Math.floorDiv(time.toEpochMilli(), day) * day);
    }
}
