package io.geckos.server.admin;

import io.geckos.domain.error.StorageException;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.security.Account;
import io.geckos.server.quota.Quota;
import io.geckos.server.quota.QuotaLedger;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Lets an operator limit how much buckets and accounts may store. */
public final class QuotasApi {
    private static final String FIRST_ACCOUNT = "/admin/v1/quotas/account";
    private static final String ACCOUNT = "/admin/v1/quotas/accounts/{account}";
    private static final String BUCKET = "/admin/v1/quotas/buckets/{bucket}";

    private final QuotaLedger ledger;
    private final Predicate<String> accounts;

    /**
     * Sets the quotas of a ledger.
     *
     * @param accounts tells whether there is an account of a number
     */
    public QuotasApi(QuotaLedger ledger, Predicate<String> accounts) {
        this.ledger = ledger;
        this.accounts = accounts;
    }

    public void route(AdminRoutes routes, AdminAccess access) {
        routes.add("GET", FIRST_ACCOUNT, access.guard(_ -> getAccount(Account.FIRST)))
                .add("PUT", FIRST_ACCOUNT, access.guard(request -> putAccount(Account.FIRST, quota(request, Set.of()))))
                .add("DELETE", FIRST_ACCOUNT, access.guard(_ -> putAccount(Account.FIRST, Quota.NONE)))
                .add("GET", ACCOUNT, access.guard(request -> getAccount(account(request))))
                .add(
                        "PUT",
                        ACCOUNT,
                        access.guard(request -> putAccount(account(request), quota(request, Set.of("account")))))
                .add("DELETE", ACCOUNT, access.guard(request -> putAccount(account(request), Quota.NONE)))
                .add("GET", BUCKET, access.guard(request -> get(bucket(request))))
                .add("PUT", BUCKET, access.guard(request -> put(bucket(request), quota(request, Set.of("bucket")))))
                .add("DELETE", BUCKET, access.guard(request -> put(bucket(request), Quota.NONE)));
    }

    private String account(AdminRequest request) {
        String number = request.parameter("account");
        if (!accounts.test(number)) {
            throw new AdminRefusal(404, "there is no account " + number);
        }
        return number;
    }

    private AdminResponse getAccount(String number) {
        JsonObjectBuilder json = Json.createObjectBuilder();
        return answer(number.equals(Account.FIRST) ? json : json.add("account", number), ledger.ofAccount(number));
    }

    private AdminResponse putAccount(String number, Quota quota) {
        requireSupport();
        ledger.putAccount(number, quota);
        return getAccount(number);
    }

    private AdminResponse put(BucketName bucket, Quota quota) {
        requireSupport();
        try {
            ledger.put(bucket, quota);
        } catch (StorageException.NoSuchBucket _) {
            throw noSuchBucket(bucket.value());
        }
        return get(bucket);
    }

    private AdminResponse get(BucketName bucket) {
        try {
            return answer(Json.createObjectBuilder().add("bucket", bucket.value()), ledger.of(bucket));
        } catch (StorageException.NoSuchBucket _) {
            throw noSuchBucket(bucket.value());
        }
    }

    private void requireSupport() {
        if (!ledger.isSupported()) {
            throw new AdminRefusal(501, "this storage engine does not track usage, so quotas are not supported");
        }
    }

    private static AdminResponse answer(JsonObjectBuilder json, QuotaLedger.State state) {
        json.add("quota", state.quota().json());
        state.used()
                .ifPresent(used -> json.add(
                        "used",
                        Json.createObjectBuilder().add("bytes", used.bytes()).add("objects", used.objects())));
        json.add("counted", state.used().isPresent());
        if (!state.nearlyFull().isEmpty()) {
            JsonArrayBuilder warnings = Json.createArrayBuilder();
            state.nearlyFull().forEach(limit -> warnings.add("90 % or more of the " + limit + " are used"));
            json.add("warnings", warnings);
        }
        return AdminResponse.json(json.build());
    }

    private static Quota quota(AdminRequest request, Set<String> inPath) {
        Set<String> unknown = new TreeSet<>(request.parameters().keySet());
        unknown.removeAll(inPath);
        unknown.removeAll(Set.of("bytes", "objects"));
        if (!unknown.isEmpty()) {
            throw new AdminRefusal(
                    400, "unknown parameters " + String.join(", ", unknown) + "; allowed are bytes and objects");
        }
        Quota quota = new Quota(number(request, "bytes"), number(request, "objects"));
        if (quota.isNone()) {
            throw new AdminRefusal(400, "give bytes, objects or both; DELETE removes a quota");
        }
        return quota;
    }

    private static OptionalLong number(AdminRequest request, String name) {
        String text = request.parameters().get(name);
        if (text == null) {
            return OptionalLong.empty();
        }
        try {
            // Java also takes digits of other scripts and a plus sign.
            if (text.matches("[0-9]+")) {
                return OptionalLong.of(Long.parseLong(text));
            }
        } catch (NumberFormatException _) {
            // Refused below.
        }
        throw new AdminRefusal(400, name + " is " + text + "; it must be a whole number from 0 to " + Long.MAX_VALUE);
    }

    private static BucketName bucket(AdminRequest request) {
        String name = request.parameter("bucket");
        if (!BucketName.isLegal(name)) {
            throw noSuchBucket(name);
        }
        return new BucketName(name);
    }

    private static AdminRefusal noSuchBucket(String name) {
        return new AdminRefusal(404, "there is no bucket " + name);
    }
}
