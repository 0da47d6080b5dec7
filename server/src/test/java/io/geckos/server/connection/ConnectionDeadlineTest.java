package io.geckos.server.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.server.settings.Settings.Limits;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How long a client that sends a body is waited for. */
class ConnectionDeadlineTest {
    private static final Duration STALL = Duration.ofSeconds(10);
    private static final Limits LIMITS =
            new Limits(1, 1, 1, Duration.ofSeconds(1), Duration.ofSeconds(1), STALL, 1024, Duration.ofSeconds(1));

    @Test
    void aClientThatWasNeverWaitedForMayPauseAsLongAsAnyOther() {
        assertEquals(STALL.toNanos(), ConnectionDeadline.patience(LIMITS, 1, 0));
        assertEquals(STALL.toNanos(), ConnectionDeadline.patience(LIMITS, 1 << 30, 0));
    }

    @Test
    void oneThatSendsTooSlowlyUsesUpItsTime() {
        assertEquals(
                Duration.ofSeconds(4).toNanos(),
                ConnectionDeadline.patience(LIMITS, 2048, Duration.ofSeconds(8).toNanos()));
        assertTrue(
                ConnectionDeadline.patience(LIMITS, 2048, Duration.ofSeconds(13).toNanos()) < 0);
    }

    @Test
    void oneThatSendsFastEnoughDoesNot() {
        assertEquals(
                STALL.toNanos(),
                ConnectionDeadline.patience(
                        LIMITS, 100 * 1024, Duration.ofSeconds(100).toNanos()));
    }
}
