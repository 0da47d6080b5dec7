package io.geckos.domain.bucket;

import io.geckos.domain.object.Retention;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;

/**
 * The retention that a new version gets if its request names none.
 *
 * @param period some days or some years, as they were given
 */
public record DefaultRetention(Retention.Mode mode, Period period) {
    /** Throws {@link IllegalArgumentException} for a period that is not a positive number of either days or years. */
    public DefaultRetention {
        boolean days = period.equals(period.withYears(0).withMonths(0));
        boolean years = period.equals(period.withMonths(0).withDays(0));
        if (period.isZero() || period.isNegative() || !(days || years)) {
            throw new IllegalArgumentException("not a number of days or years above 0: " + period);
        }
    }

    /** The retention of a version made at {@code lastModified}. */
    public Retention from(Instant lastModified) {
        return new Retention(
                mode, lastModified.atOffset(ZoneOffset.UTC).plus(period).toInstant());
    }
}
