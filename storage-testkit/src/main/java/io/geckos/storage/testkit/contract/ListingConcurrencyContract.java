package io.geckos.storage.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.listing.ListPage;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.listing.ListStart;
import io.geckos.domain.object.ListEntry;
import io.geckos.storage.testkit.data.ConcurrentCalls;
import io.geckos.storage.testkit.data.HostileKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** The promises of listings during writes: a key that exists during the whole listing is listed exactly once. */
public abstract class ListingConcurrencyContract extends StorageContract {
    /** The number of writers. */
    protected int writers() {
        return 3;
    }

    @Test
    void keysThatExistThroughoutAreListedOnce() {
        List<String> stable = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            stable.add((i % 3 == 0 ? "" : i % 3 == 1 ? "deep/" : "deep/er/") + "s%02d".formatted(i));
        }
        stable.forEach(key -> put(key, "stable"));
        whileWriting(() -> {
            for (int i = 0; i < Math.ceilDiv(source().rounds(), 4); i++) {
                List<String> listed = walk(1 + i % 9, Optional.empty());
                assertEquals(HostileKeys.sorted(listed), listed, "in order, each once");
                assertEquals(
                        HostileKeys.sorted(stable),
                        listed.stream().filter(stable::contains).toList());
            }
        });
    }

    @Test
    void commonPrefixesThatExistThroughoutAreListedOnce() {
        List<String> stable = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            stable.add("s%02d/".formatted(i));
            put("s%02d/stable".formatted(i), "stable");
        }
        whileWriting(() -> {
            for (int i = 0; i < Math.ceilDiv(source().rounds(), 4); i++) {
                List<String> listed = walk(1 + i % 9, Optional.of("/"));
                assertEquals(HostileKeys.sorted(listed), listed, "in order, each once");
                assertEquals(stable, listed.stream().filter(stable::contains).toList());
            }
        });
    }

    @Test
    void anObjectReplacedThroughoutIsAlwaysListed() {
        put("a", "");
        put("b/c", "");
        put("d", "");
        AtomicBoolean listing = new AtomicBoolean(true);
        ConcurrentCalls.of(List.<Callable<Integer>>of(
                () -> replaceWhile(listing, "a"), () -> replaceWhile(listing, "b/c"), () -> {
                    try {
                        for (int i = 0; i < 4 * Math.ceilDiv(source().rounds(), 4); i++) {
                            assertEquals(List.of("a", "b/c", "d"), walk(1 + i % 3, Optional.empty()));
                        }
                        return 0;
                    } finally {
                        listing.set(false);
                    }
                }));
    }

    private int replaceWhile(AtomicBoolean listing, String key) {
        int written = 0;
        while (listing.get()) {
            put(key, String.valueOf(written++));
        }
        return written;
    }

    /** Runs {@code lister} while other threads put and delete keys between, below and beside the stable ones. */
    private void whileWriting(Runnable lister) {
        AtomicBoolean listing = new AtomicBoolean(true);
        List<Callable<Integer>> racers = new ArrayList<>();
        for (int writer = 0; writer < writers(); writer++) {
            Random random = new Random(writer);
            racers.add(() -> writeWhile(listing, random));
        }
        racers.add(() -> {
            try {
                lister.run();
                return 0;
            } finally {
                listing.set(false);
            }
        });
        ConcurrentCalls.of(racers);
    }

    private int writeWhile(AtomicBoolean listing, Random random) {
        List<String> places =
                List.of("t%02d", "deep/t%02d", "deep/er/t%02d", "s%02d/t", "s%02d/t/u", "deep/er/t%02d/u");
        int written = 0;
        while (listing.get()) {
            String key = places.get(random.nextInt(places.size())).formatted(random.nextInt(70));
            if (random.nextBoolean()) {
                put(key, "passing");
            } else {
                delete(key);
            }
            written++;
        }
        return written;
    }

    private List<String> walk(int limit, Optional<String> delimiter) {
        List<String> names = new ArrayList<>();
        Optional<ListStart> from = Optional.of(ListStart.START);
        while (from.isPresent()) {
            ListPage<ListEntry> page = storage.objects().list(BUCKET, new ListQuery("", delimiter, from.get(), limit));
            page.items()
                    .forEach(entry -> names.add(
                            switch (entry) {
                                case ListEntry.Found(var summary) ->
                                    summary.id().key().value();
                                case ListEntry.CommonPrefix(var prefix) -> {
                                    assertTrue(delimiter.isPresent(), prefix + " is no common prefix");
                                    yield prefix;
                                }
                            }));
            from = page.next().map(ListStart.Cursor::new);
        }
        return names;
    }
}
