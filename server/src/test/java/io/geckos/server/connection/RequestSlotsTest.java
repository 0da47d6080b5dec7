package io.geckos.server.connection;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.helidon.common.concurrency.limits.LimitAlgorithm.Token;
import org.junit.jupiter.api.Test;

/** Who is served when as many requests are as may be. */
@SuppressWarnings("removal") // As in what is tested.
class RequestSlotsTest {
    private final OpenConnections connections = mock(OpenConnections.class);
    private final RequestSlots places = new RequestSlots(1, connections);

    @Test
    void withAPlaceFreeNobodyIsClosed() {
        places.tryAcquire().orElseThrow().success();
        places.tryAcquire().orElseThrow().dropped();
        assertTrue(places.tryAcquire().isPresent());
        verify(connections, never()).closeStalled();
    }

    @Test
    void withoutAPlaceAndNobodyStalledARequestIsRefused() {
        assertTrue(places.tryAcquire().isPresent());
        assertTrue(places.tryAcquire().isEmpty());
        verify(connections).closeStalled();
    }

    @Test
    void theOneThatIsClosedLeavesItsPlace() {
        Token stalled = places.tryAcquire().orElseThrow();
        when(connections.closeStalled()).thenAnswer(_ -> {
            stalled.dropped();
            return true;
        });
        assertTrue(places.tryAcquire().isPresent());
    }
}
