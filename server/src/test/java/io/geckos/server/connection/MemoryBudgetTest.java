package io.geckos.server.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import org.junit.jupiter.api.Test;

/** What clients may use together, and what one connection takes of it. */
class MemoryBudgetTest {
    private static final int MOST = 100_000;

    private final MemoryBudget budget = new MemoryBudget(MOST);

    /** So many header lines of 9 bytes, of which two are no text. */
    private static HeaderLines lines(int count) {
        HeaderLines lines = new HeaderLines();
        lines.begin();
        for (int i = 0; i < count; i++) {
            lines.next();
            lines.keep(7);
        }
        return lines;
    }

    private ConnectionMemory connection(boolean tls) {
        return new ConnectionMemory(budget, tls, () -> {});
    }

    @Test
    void moreThanThereIsIsNotTaken() {
        assertTrue(budget.take(MOST));
        assertFalse(budget.take(1));
        assertEquals(MOST, budget.used());
        budget.give(10);
        assertTrue(budget.take(10));
    }

    @Test
    void nearlyUsedUpItIsCrowdedAndSaysByHowMuch() {
        budget.take(94_000);
        assertFalse(budget.isCrowded());
        budget.take(1);
        assertTrue(budget.isCrowded());
        assertEquals(9_001, budget.excess());
    }

    @Test
    void aConnectionGivesBackAllThatItTook() {
        ConnectionMemory memory = connection(true);
        memory.open();
        assertEquals(ConnectionMemory.MEMORY + ConnectionMemory.MEMORY_OF_TLS, memory.held());
        memory.takeHead(5_000, 2, 1_000, lines(10));
        memory.takeHead(5_000, 2, 1_000, lines(10));
        assertEquals(34 * 1024 + 3 * 5_000 + 3 * 1_000 + 2 * 64 + 10 * (2 * 7 + 250), memory.held());
        memory.takeRequest(5_000, lines(10));
        assertTrue(memory.tryTake(100));
        assertEquals(37 * 1024 + 4 * 5_000 + 10 * 550 + 100, budget.used());
        memory.release();
        assertEquals(34 * 1024, budget.used());
        memory.close();
        assertEquals(0, budget.used());
    }

    @Test
    void withoutMemoryAConnectionIsClosedAndARequestIsToldToSlowDown() {
        ConnectionMemory memory = connection(false);
        memory.open();
        RequestException refused = assertThrows(RequestException.class, () -> memory.takeHead(MOST, 1, 0, lines(0)));
        assertEquals(Status.SERVICE_UNAVAILABLE_503, refused.status());
        assertFalse(memory.tryTake(MOST));
        assertEquals(ConnectionMemory.MEMORY, budget.used());
        budget.take(MOST - budget.used());
        assertThrows(CloseConnectionException.class, connection(false)::open);
    }
}
