package io.geckos.domain.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BackgroundTaskThreadTest {
    private static final Duration NEVER = Duration.ofDays(365);

    private final BackgroundTaskProgress progress = new BackgroundTaskProgress("sweep", true);
    private final Semaphore runs = new Semaphore(0);

    private void run() {
        progress.begin();
        progress.end(true);
        runs.release();
    }

    @Test
    void runBeginsWhenItIsDueAndAgainAfterThePause() throws InterruptedException {
        try (var thread = new BackgroundTaskThread(progress, () -> Optional.of(Duration.ZERO), this::run)) {
            thread.start();
            runs.acquire(3);
        }
    }

    @Test
    void operatorNeedNotWaitForThePause() throws InterruptedException {
        try (var thread = new BackgroundTaskThread(progress, () -> Optional.of(NEVER), this::run)) {
            thread.start();
            assertTrue(progress.start());
            runs.acquire();
        }
    }

    @Test
    void runAskedForBeforeTheStartBeginsWithIt() throws InterruptedException {
        BackgroundTaskProgress byHand = new BackgroundTaskProgress("sweep", false);
        try (var thread = new BackgroundTaskThread(byHand, Optional::empty, () -> {
            byHand.begin();
            byHand.end(true);
            runs.release();
        })) {
            assertTrue(byHand.start());
            assertEquals(0, runs.availablePermits());
            thread.start();
            runs.acquire();
        }
    }

    @Test
    void failedRunIsAProblemAndTheNextOneRuns() throws InterruptedException {
        AtomicInteger tries = new AtomicInteger();
        try (var thread = new BackgroundTaskThread(progress, () -> Optional.of(Duration.ZERO), () -> {
            if (tries.incrementAndGet() == 1) {
                throw new IllegalStateException("the disk is gone");
            }
            run();
        })) {
            thread.start();
            runs.acquire();
        }
        assertTrue(progress.report().problems().contains("sweep: the disk is gone"));
    }

    @Test
    void wishThatCannotBeginIsForgotten() throws InterruptedException {
        try (var thread = new BackgroundTaskThread(progress, () -> Optional.of(NEVER), () -> {
            runs.release();
            throw new IllegalStateException("no lease");
        })) {
            thread.start();
            progress.start();
            runs.acquire();
        }
        assertFalse(progress.report().running());
        assertEquals(0, runs.availablePermits());
    }

    @Test
    void stoppedRunIsFollowedByTheNextOne() throws InterruptedException {
        RateLimiter slow = new RateLimiter(1, progress);
        AtomicInteger tries = new AtomicInteger();
        try (var thread = new BackgroundTaskThread(progress, () -> Optional.of(NEVER), () -> {
            progress.begin();
            try {
                if (tries.incrementAndGet() == 1) {
                    runs.release();
                    slow.pass(1_000_000);
                }
                runs.release();
            } finally {
                progress.end(true);
            }
        })) {
            thread.start();
            assertTrue(progress.start());
            runs.acquire();
            assertTrue(progress.stop());
            // Answered false until the run that is stopped has ended.
            while (!progress.start()) {
                Thread.onSpinWait();
            }
            runs.acquire();
            assertEquals(2, tries.get());
        }
    }

    @Test
    void closingEndsARunAndNoneBeginsAfterIt() throws InterruptedException {
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        var thread = new BackgroundTaskThread(progress, () -> Optional.of(Duration.ZERO), () -> {
            runs.release();
            try {
                new RateLimiter(1).pass(1_000_000);
            } catch (RateLimiter.Stopped stopped) {
                interrupted.complete(true);
                throw stopped;
            }
        });
        thread.start();
        runs.acquire();
        thread.close();
        assertTrue(interrupted.getNow(false));
        thread.close();
        progress.start();
        assertEquals(0, runs.availablePermits());
    }

    @Test
    void closingBeforeTheStartEndsForGood() {
        var thread = new BackgroundTaskThread(progress, () -> Optional.of(Duration.ZERO), this::run);
        thread.close();
        thread.start();
        assertEquals(0, runs.availablePermits());
    }
}
