package io.geckos.access;

import io.geckos.access.identity.PolicyOwner.Kind;
import io.geckos.access.store.IamPolicies;
import io.geckos.access.store.IamUsers;
import io.geckos.access.store.UserStore;
import io.geckos.domain.bucket.BucketRepository;
import io.geckos.domain.bucket.BucketSetting;
import io.geckos.domain.bucket.ForwardingBucketRepository;
import io.geckos.domain.bucket.ObjectOwnership;
import io.geckos.domain.engine.Storage;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.Principal;
import io.geckos.domain.security.AccessPolicy.Decision;
import io.geckos.domain.security.AccessRequest;
import io.geckos.domain.security.Account;
import io.geckos.domain.security.CredentialStore.Credential;
import io.geckos.domain.security.Identity;
import io.geckos.storage.fs.FsStorageProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Deciding one request in a bucket without a policy. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class AccessDecisionBench {
    private static final Principal OWNER = new Principal("canonical", "owner");
    private static final BucketName BUCKET = new BucketName("access-bench");
    private static final Set<String> ACTIONS = Set.of("GetObject");

    /** Whether the store is asked for the bucket's documents, which looks at its directory, or they are at hand. */
    @Param({"false", "true"})
    public boolean store;

    private final Identity root = new Identity.Known(OWNER, "root");
    private @Nullable Opened opened;

    /** What decisions are made with. */
    private record Opened(Path directory, Storage storage, S3AccessPolicy policy, Identity user) {}

    /** A user with ten statements, of which the last allows what is asked for. */
    @Setup
    public void open() throws IOException {
        Path directory = Files.createTempDirectory("access-bench");
        Storage storage = new FsStorageProvider().open(Map.of("data-dir", directory.toString()));
        storage.buckets().create(BUCKET, OWNER, Optional.empty());
        UserStore users = new UserStore(storage.documents(), OWNER, Clock.systemUTC());
        users.refresh();
        IamUsers iam = new IamUsers(users);
        iam.create("alice", "/");
        Credential key = users.find(iam.createKey("alice").id()).orElseThrow();
        Identity user = new Identity.Known(key.principal(), key.accessKeyId(), key.holder());
        String statements = IntStream.rangeClosed(1, 10)
                .mapToObj(i -> "{\"Effect\":\"Allow\",\"Action\":[\"s3:Get*\",\"s3:PutObject\"],"
                        + "\"Resource\":\"arn:aws:s3:::access-bench/customer-" + (i == 10 ? 7 : 10 + i) + "/*\"}")
                .collect(Collectors.joining(",", "{\"Version\":\"2012-10-17\",\"Statement\":[", "]}"));
        new IamPolicies(users, Account.FIRST).put(Kind.USER, "alice", "ten", statements);
        S3AccessPolicy policy = new S3AccessPolicy(
                store ? storage.buckets() : new NoSettings(storage.buckets()),
                new AccountUsers(new Account(Account.FIRST, OWNER), users::database, false),
                ObjectOwnership.BUCKET_OWNER_ENFORCED,
                Clock.systemUTC(),
                new DenialLog(Clock.systemUTC()));
        opened = new Opened(directory, storage, policy, user);
    }

    private Opened opened() {
        return Objects.requireNonNull(opened);
    }

    /** Removes the store. */
    @TearDown
    public void close() throws IOException {
        opened().storage().close();
        try (var files = Files.walk(opened().directory())) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private Decision decide(Identity identity) {
        return opened().policy()
                .decide(new AccessRequest(
                        identity, ACTIONS, "access-bench/customer-7/2026/summer/0001.jpg", NoRequest.INSTANCE));
    }

    /** By root. */
    @Benchmark
    public Decision root() {
        return decide(root);
    }

    /** By a user. */
    @Benchmark
    public Decision userWithTenStatements() {
        return decide(opened().user());
    }

    /** Buckets without documents. */
    private static final class NoSettings extends ForwardingBucketRepository {
        NoSettings(BucketRepository buckets) {
            super(buckets);
        }

        @Override
        public Map<BucketSetting, String> settings(BucketName name) {
            return Map.of();
        }
    }
}
