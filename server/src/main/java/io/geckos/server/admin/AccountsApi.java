package io.geckos.server.admin;

import io.geckos.access.identity.AccessKey;
import io.geckos.access.store.AccountStore;
import io.geckos.access.store.IamAccounts;
import io.geckos.access.store.IamException;
import io.geckos.domain.bucket.Bucket;
import io.geckos.domain.bucket.BucketRepository;
import io.geckos.domain.listing.ListPage;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.listing.ListStart;
import io.geckos.domain.security.Account;
import io.geckos.server.quota.QuotaLedger;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Lets an operator make, list and delete accounts beside the first one, and give their roots keys. */
public final class AccountsApi {
    private static final String ALL = "/admin/v1/accounts";
    private static final String ONE = ALL + "/{account}";
    private static final String KEYS = ONE + "/keys";
    private static final int PAGE = 1000;

    private final AccountStore accounts;
    private final IamAccounts changes;
    private final QuotaLedger ledger;
    private final BucketRepository buckets;

    /** Manages accounts. An account that owns some of {@code buckets} is not deleted. */
    public AccountsApi(AccountStore accounts, QuotaLedger ledger, BucketRepository buckets) {
        this.accounts = accounts;
        this.changes = new IamAccounts(accounts);
        this.ledger = ledger;
        this.buckets = buckets;
    }

    public void route(AdminRoutes routes, AdminAccess access) {
        routes.add("GET", ALL, access.guard(_ -> list()))
                .add("POST", ALL, access.guard(request -> refusing(this::create, request)))
                .add(
                        "GET",
                        ONE,
                        access.guard(request ->
                                AdminResponse.json(json(account(request)).build())))
                .add("DELETE", ONE, access.guard(request -> refusing(this::delete, request)))
                .add("POST", KEYS, access.guard(request -> refusing(this::createKey, request)))
                .add("DELETE", KEYS + "/{key}", access.guard(request -> refusing(this::deleteKey, request)));
    }

    private AdminResponse list() {
        JsonArrayBuilder all = Json.createArrayBuilder();
        accounts.accounts().forEach(account -> all.add(json(account)));
        return AdminResponse.json(
                Json.createObjectBuilder().add("accounts", all).build());
    }

    private JsonObjectBuilder json(Account account) {
        JsonArrayBuilder keys = Json.createArrayBuilder();
        accounts.rootKeys(account.number()).forEach(keys::add);
        JsonObjectBuilder json = described(account).add("accessKeys", keys);
        ledger.ofAccount(account.number())
                .used()
                .ifPresent(used -> json.add(
                        "used",
                        Json.createObjectBuilder().add("bytes", used.bytes()).add("objects", used.objects())));
        return json;
    }

    private static JsonObjectBuilder described(Account account) {
        return Json.createObjectBuilder()
                .add("account", account.number())
                .add("name", account.owner().displayName())
                .add("canonicalId", account.owner().id());
    }

    private AdminResponse create(AdminRequest request) {
        Set<String> unknown = new TreeSet<>(request.parameters().keySet());
        unknown.removeAll(Set.of("name", "account"));
        if (!unknown.isEmpty()) {
            throw new AdminRefusal(400, "there are the parameters name and account, not " + String.join(", ", unknown));
        }
        IamAccounts.Created created = changes.create(request.parameter("name"), request.optional("account"));
        return created(described(created.account()), created.key());
    }

    private static AdminResponse created(JsonObjectBuilder json, AccessKey key) {
        JsonObject answer =
                json.add("accessKey", key.id()).add("secretKey", key.secret()).build();
        return AdminResponse.of(201, "application/json", answer.toString());
    }

    private AdminResponse createKey(AdminRequest request) {
        Account account = account(request);
        return created(described(account), changes.createKey(account.number()));
    }

    private AdminResponse deleteKey(AdminRequest request) {
        Account account = account(request);
        changes.deleteKey(account.number(), request.parameter("key"));
        return AdminResponse.json(json(account).build());
    }

    private AdminResponse delete(AdminRequest request) {
        Account account = account(request);
        firstBucket(account).ifPresent(bucket -> {
            throw new AdminRefusal(
                    409,
                    "account " + account.number() + " owns buckets, such as " + bucket.name() + "; delete them first");
        });
        changes.delete(account.number());
        return list();
    }

    private Optional<Bucket> firstBucket(Account account) {
        ListStart start = ListStart.START;
        while (true) {
            ListPage<Bucket> page = buckets.list(new ListQuery("", Optional.empty(), start, PAGE));
            Optional<Bucket> owned = page.items().stream()
                    .filter(bucket -> isOf(account, bucket))
                    .findFirst();
            if (owned.isPresent() || page.next().isEmpty()) {
                return owned;
            }
            start = new ListStart.Cursor(page.next().get());
        }
    }

    private static boolean isOf(Account account, Bucket bucket) {
        return bucket.owner()
                .filter(owner -> owner.id().equals(account.owner().id()))
                .isPresent();
    }

    private Account account(AdminRequest request) {
        String number = request.parameter("account");
        return accounts.accounts().stream()
                .filter(account -> account.number().equals(number))
                .findFirst()
                .orElseThrow(() -> new AdminRefusal(404, "there is no account " + number));
    }

    /** Refuses as the rules of accounts do. */
    private static AdminResponse refusing(AdminRoutes.Operation operation, AdminRequest request) {
        try {
            return operation.answer(request);
        } catch (IamException e) {
            throw new AdminRefusal(e.code().status(), e.getMessage());
        }
    }
}
