package io.geckos.server.usage;

import io.geckos.domain.engine.StorageUsage.Figures;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The samples of one subject: of each hour of the last two days, and of each day, in UTC, of the last year. */
public final class UsageSeries {
    /** How long the shorter intervals are. */
    public static final Duration HOUR = Duration.ofHours(1);

    /** How long the longer intervals are. */
    public static final Duration DAY = Duration.ofDays(1);

    /** A series without samples. */
    static final UsageSeries NONE = new UsageSeries(UsageRing.empty(HOUR, 48), UsageRing.empty(DAY, 366));

    private static final String HOURS = "hours";
    private static final String DAYS = "days";

    private final UsageRing hours;
    private final UsageRing days;

    private UsageSeries(UsageRing hours, UsageRing days) {
        this.hours = hours;
        this.days = days;
    }

    /** The samples of the last hours until {@code now}, the oldest first; hours in which there was none are left out. */
    public List<UsageSample> hours(Instant now) {
        return hours.samples(now);
    }

    /**
     * The samples of the last days until {@code now}, which are the first ones of each day, the oldest first; days in which
     * there was none are left out.
     */
    public List<UsageSample> days(Instant now) {
        return days.samples(now);
    }

    boolean has(Instant time) {
        return hours.has(time);
    }

    UsageSeries with(Instant time, Figures figures) {
        return new UsageSeries(hours.with(time, figures), days.with(time, figures));
    }

    /** The samples as an object in JSON. */
    String json() {
        return "{\"" + HOURS + "\": " + hours.json() + ", \"" + DAYS + "\": " + days.json() + "}";
    }

    /** Reads what {@link #json} wrote. May throw the exceptions of wrong types, sizes and ranges. */
    static UsageSeries parse(JsonObject json) {
        return new UsageSeries(NONE.hours.parse(json.getJsonArray(HOURS)), NONE.days.parse(json.getJsonArray(DAYS)));
    }
}
