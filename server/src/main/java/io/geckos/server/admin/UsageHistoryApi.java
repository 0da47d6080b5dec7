package io.geckos.server.admin;

import io.geckos.domain.bucket.BucketRepository;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.name.BucketName;
import io.geckos.server.usage.UsageHistory;
import io.geckos.server.usage.UsageSample;
import io.geckos.server.usage.UsageSeries;
import io.geckos.server.usage.UsageSubject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Predicate;

/** Tells an operator how much was stored over time: in total, of an account, and of a bucket. */
public final class UsageHistoryApi {
    private static final String ALL = "/admin/v1/usage-history";

    private final UsageHistory history;
    private final BucketRepository buckets;
    private final Predicate<String> accounts;
    private final InstantSource clock;

    /**
     * Answers from a history.
     *
     * @param accounts tells whether there is an account of a number
     */
    public UsageHistoryApi(
            UsageHistory history, BucketRepository buckets, Predicate<String> accounts, InstantSource clock) {
        this.history = history;
        this.buckets = buckets;
        this.accounts = accounts;
        this.clock = clock;
    }

    public void route(AdminRoutes routes, AdminAccess access) {
        routes.add("GET", ALL, access.guard(_ -> answer(Json.createObjectBuilder(), UsageSubject.TOTAL)))
                .add("GET", ALL + "/accounts/{account}", access.guard(this::ofAccount))
                .add("GET", ALL + "/buckets/{bucket}", access.guard(this::ofBucket));
    }

    private AdminResponse ofAccount(AdminRequest request) {
        String number = request.parameter("account");
        if (!accounts.test(number)) {
            throw new AdminRefusal(404, "there is no account " + number);
        }
        return answer(Json.createObjectBuilder().add("account", number), UsageSubject.account(number));
    }

    private AdminResponse ofBucket(AdminRequest request) {
        String name = request.parameter("bucket");
        BucketName bucket = BucketName.isLegal(name) ? new BucketName(name) : null;
        try {
            if (bucket != null) {
                buckets.get(bucket);
                return answer(Json.createObjectBuilder().add("bucket", name), UsageSubject.bucket(bucket));
            }
        } catch (StorageException.NoSuchBucket _) {
            // Refused below.
        }
        throw new AdminRefusal(404, "there is no bucket " + name);
    }

    private AdminResponse answer(JsonObjectBuilder json, UsageSubject subject) {
        try {
            UsageSeries series = history.of(subject);
            Instant now = clock.instant();
            return AdminResponse.json(json.add("hours", samples(UsageSeries.HOUR, series.hours(now)))
                    .add("days", samples(UsageSeries.DAY, series.days(now)))
                    .build());
        } catch (IllegalArgumentException e) {
            throw new AdminRefusal(503, String.valueOf(e.getMessage()));
        }
    }

    private static JsonObjectBuilder samples(Duration length, List<UsageSample> samples) {
        JsonArrayBuilder all = Json.createArrayBuilder();
        samples.forEach(sample -> all.add(AdminJson.add(
                Json.createObjectBuilder().add("from", sample.from().toString()), sample.figures())));
        return Json.createObjectBuilder()
                .add("intervalSeconds", length.toSeconds())
                .add("samples", all);
    }
}
