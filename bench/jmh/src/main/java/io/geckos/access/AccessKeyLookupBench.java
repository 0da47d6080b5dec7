package io.geckos.access;

import io.geckos.access.store.AccountStore;
import io.geckos.access.store.IamAccounts;
import io.geckos.access.store.IamUsers;
import io.geckos.access.store.UserStore;
import io.geckos.domain.engine.Storage;
import io.geckos.domain.name.Principal;
import io.geckos.domain.security.CredentialStore.Credential;
import io.geckos.storage.fs.FsStorageProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
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

/** Finding the secret of an access key among the users of all accounts. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class AccessKeyLookupBench {
    private static final Principal OWNER = new Principal("canonical", "owner");

    /** The number of accounts beside the first one. */
    @Param({"0", "100"})
    public int accounts;

    private @Nullable Opened opened;

    /** What is looked in, and a key of the last account. */
    private record Opened(Path directory, Storage storage, AccountStore accounts, String key) {}

    /** Accounts with a user each. */
    @Setup
    public void open() throws IOException {
        Path directory = Files.createTempDirectory("key-bench");
        Storage storage = new FsStorageProvider().open(Map.of("data-dir", directory.toString()));
        AccountStore store =
                new AccountStore(storage.documents(), OWNER, List.of(), Clock.systemUTC(), Optional.empty());
        store.refresh();
        UserStore users = store.first();
        for (int i = 0; i < accounts; i++) {
            String number = new IamAccounts(store)
                    .create("account-" + i, Optional.empty())
                    .account()
                    .number();
            users = store.users(number).orElseThrow();
        }
        new IamUsers(users).create("alice", "/");
        opened = new Opened(
                directory,
                storage,
                store,
                new IamUsers(users).createKey("alice").id());
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

    /** A key of the last account. */
    @Benchmark
    public Optional<Credential> known() {
        return opened().accounts().find(opened().key());
    }

    /** A key of nobody. */
    @Benchmark
    public Optional<Credential> unknown() {
        return opened().accounts().find("AKIA0000000000000000");
    }
}
