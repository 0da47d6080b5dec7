package io.geckos.domain.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.error.StorageException.Unavailable;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TaskLeaseTest {
    private long now = Long.MAX_VALUE - 1;
    private int renewals;
    private boolean answering = true;
    private boolean kept = true;
    private final TaskLease lease = new TaskLease(
            new DocumentStore.Lease() {
                @Override
                public boolean renew() {
                    renewals++;
                    if (!answering) {
                        throw new Unavailable("no answer");
                    }
                    return kept;
                }

                @Override
                public void close() {
                    throw new AssertionError("whoever took the lease closes it");
                }
            },
            () -> now);

    private void pass(Duration time) {
        now += time.toNanos();
    }

    @Test
    void leaseIsRenewedOnceItIsHalfAMinuteOld() {
        pass(Duration.ofSeconds(30));
        assertTrue(lease.isHeld());
        assertEquals(0, renewals);
        pass(Duration.ofSeconds(1));
        assertTrue(lease.isHeld());
        assertTrue(lease.isHeld());
        assertEquals(1, renewals);
        lease.require();
    }

    @Test
    void lostLeaseStaysLost() {
        kept = false;
        pass(TaskLease.DURATION);
        assertFalse(lease.isHeld());
        kept = true;
        assertThrows(TaskLease.Lost.class, lease::require);
        assertEquals(1, renewals);
    }

    @Test
    void leaseThatCannotBeRenewedIsLost() {
        answering = false;
        pass(TaskLease.DURATION);
        assertThrows(Unavailable.class, lease::isHeld);
        answering = true;
        assertFalse(lease.isHeld());
    }
}
