package io.geckos.storage.testkit.data;

import io.geckos.domain.error.StorageException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Makes calls at the same time, each on a virtual thread of its own, as a server does. */
public final class ConcurrentCalls {
    /** The time limit of a race. It is far longer than any race takes, and turns a deadlock into a failed test. */
    private static final long SECONDS = 60;

    private static final int FRAMES = 8;

    private ConcurrentCalls() {}

    /**
     * Starts all calls together, waits for all, and returns their results in order. If one fails, throws its exception.
     */
    public static <T> List<T> of(List<? extends Callable<T>> racers) {
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> running = new ArrayList<>();
            for (Callable<T> racer : racers) {
                running.add(threads.submit(() -> {
                    start.await();
                    return racer.call();
                }));
            }
            start.countDown();
            try {
                return results(running);
            } finally {
                threads.shutdownNow();
            }
        }
    }

    /** A call that returns its refusal instead of throwing it; empty if it succeeded. */
    public static Callable<Optional<StorageException>> attempt(Runnable call) {
        return () -> {
            try {
                call.run();
                return Optional.empty();
            } catch (StorageException e) {
                return Optional.of(e);
            }
        };
    }

    private static <T> List<T> results(List<Future<T>> running) {
        List<T> results = new ArrayList<>();
        try {
            for (Future<T> racer : running) {
                results.add(racer.get(SECONDS, TimeUnit.SECONDS));
            }
        } catch (ExecutionException e) {
            // The cause in words too: of a failure that comes once in a thousand runs, a summary may be all that is
            // left.
            throw new AssertionError("a racer failed: " + described(e.getCause()), e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("a race did not end", e);
        }
        return results;
    }

    /** An exception and where it was thrown, each of its causes likewise. */
    private static String described(@Nullable Throwable failure) {
        StringBuilder described = new StringBuilder();
        for (Throwable it = failure; it != null; it = it.getCause()) {
            List<StackTraceElement> frames =
                    Arrays.stream(it.getStackTrace()).limit(FRAMES).toList();
            described.append(it).append(" at ").append(frames).append(' ');
        }
        return described.toString().strip();
    }
}
