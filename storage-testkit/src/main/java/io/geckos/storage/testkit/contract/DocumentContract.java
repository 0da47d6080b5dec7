package io.geckos.storage.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.engine.DocumentName;
import io.geckos.domain.engine.DocumentStore;
import io.geckos.domain.engine.DocumentStore.Document;
import io.geckos.domain.engine.DocumentStore.Lease;
import io.geckos.storage.testkit.data.ConcurrentCalls;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The promises of {@link io.geckos.domain.engine.DocumentStore}: every change is atomic, and no writer overwrites a
 * revision that it has not read.
 */
public abstract class DocumentContract extends StorageContract {
    private static final DocumentName NAME = new DocumentName("users");
    private static final DocumentName OTHER = new DocumentName("lifecycle-1");
    private static final Duration HOUR = Duration.ofHours(1);

    private DocumentStore documents() {
        return storage.documents();
    }

    private Document read() {
        return documents().read(NAME).orElseThrow();
    }

    @Test
    void aDocumentIsReadAsItWasWritten() {
        assertEquals(Optional.empty(), documents().read(NAME));
        assertTrue(documents().write(NAME, Optional.empty(), "{\"näme\": \"\uD83E\uDD8E\"}\n"));
        assertEquals("{\"näme\": \"\uD83E\uDD8E\"}\n", read().text());
        assertEquals(Optional.empty(), documents().read(OTHER));
        assertTrue(documents().write(OTHER, Optional.empty(), ""));
        assertEquals("", documents().read(OTHER).orElseThrow().text());
    }

    @Test
    void documentsHaveNames() {
        assertEquals(Set.of(), documents().names());
        documents().write(NAME, Optional.empty(), "one");
        documents().write(OTHER, Optional.empty(), "two");
        var _ = documents().lease(new DocumentName("no-document"), HOUR);
        assertEquals(Set.of(NAME, OTHER), documents().names());
    }

    @Test
    void onlyTheRevisionThatIsThereIsReplaced() {
        assertFalse(documents().write(NAME, Optional.of("0"), "first"));
        assertTrue(documents().write(NAME, Optional.empty(), "first"));
        String first = read().revision();
        assertFalse(documents().write(NAME, Optional.empty(), "second"));
        assertTrue(documents().write(NAME, Optional.of(first), "second"));
        assertNotEquals(first, read().revision());
        assertFalse(documents().write(NAME, Optional.of(first), "third"));
        assertEquals("second", read().text());
    }

    @Test
    void aDocumentHasAtMostOneMebibyte() {
        String longest = "x".repeat(DocumentStore.MAX_BYTES);
        assertTrue(documents().write(NAME, Optional.empty(), longest));
        Optional<String> revision = Optional.of(read().revision());
        assertThrows(IllegalArgumentException.class, () -> documents().write(NAME, revision, longest + "x"));
        assertEquals(longest, read().text());
    }

    @Test
    void noIncrementIsLostAmongWritersThatRetry() {
        documents().write(NAME, Optional.empty(), "0");
        ConcurrentCalls.of(Collections.nCopies(4, this::incrementFiveTimes));
        assertEquals("20", read().text());
    }

    private boolean incrementFiveTimes() {
        for (int done = 0; done < 5; ) {
            Document seen = read();
            String next = String.valueOf(Integer.parseInt(seen.text()) + 1);
            done += documents().write(NAME, Optional.of(seen.revision()), next) ? 1 : 0;
        }
        return true;
    }

    @Test
    void aLeaseIsOnesOwnUntilItIsGivenBack() {
        Lease lease = documents().lease(NAME, HOUR).orElseThrow();
        assertEquals(Optional.empty(), documents().lease(NAME, HOUR));
        assertTrue(lease.renew());
        assertTrue(documents().lease(OTHER, HOUR).isPresent());
        assertEquals(Optional.empty(), documents().read(NAME));
        lease.close();
        assertFalse(lease.renew());
        assertTrue(documents().lease(NAME, HOUR).isPresent());
    }

    @Test
    void aLeaseThatHasEndedIsAnothersToTake() {
        Lease ended = documents().lease(NAME, Duration.ZERO).orElseThrow();
        Lease next = documents().lease(NAME, HOUR).orElseThrow();
        assertFalse(ended.renew());
        ended.close();
        assertEquals(Optional.empty(), documents().lease(NAME, HOUR));
        assertTrue(next.renew());
    }
}
