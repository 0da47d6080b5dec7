package io.geckos.domain.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class RequestPatienceTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(4);

    private long now = Long.MAX_VALUE - 3_000_000_000L;
    private final RequestPatience patience = new RequestPatience(() -> now);

    private void pass(int milliseconds) {
        now += Duration.ofMillis(milliseconds).toNanos();
    }

    private void answerAfter(int milliseconds) {
        long began = now;
        pass(milliseconds);
        patience.answered(began, now, TIMEOUT);
    }

    private void timeOut() {
        long began = now;
        pass(4_000);
        patience.timedOut(began, TIMEOUT);
    }

    private Optional<Duration> left() {
        return patience.nanosLeft().map(Duration::ofNanos);
    }

    @Test
    void operationsThatAreAnsweredMayTakeAnyTime() {
        for (int i = 0; i < 100; i++) {
            answerAfter(3_900);
        }
        assertEquals(Optional.empty(), left());
    }

    @Test
    void firstTimeoutLeavesTheTimeOfOneMore() {
        answerAfter(10);
        timeOut();
        assertEquals(Optional.of(Duration.ofSeconds(4)), left());
        pass(1_000);
        assertEquals(Optional.of(Duration.ofSeconds(3)), left());
        timeOut();
        assertEquals(Optional.of(Duration.ZERO), left());
    }

    @Test
    void slowAnswersBeforeTheTimeoutAreTakenOffTheRest() {
        answerAfter(1_500);
        answerAfter(1_200);
        timeOut();
        assertEquals(Optional.of(Duration.ofMillis(1_300)), left());
    }

    @Test
    void promptAnswerEndsSlowOnes() {
        answerAfter(3_900);
        answerAfter(1_000);
        timeOut();
        assertEquals(Optional.of(Duration.ofSeconds(4)), left());
    }

    @Test
    void aLittleTimeIsLeftToFindOutWhatHappened() {
        answerAfter(3_900);
        answerAfter(3_900);
        timeOut();
        assertEquals(Optional.of(Duration.ofSeconds(1)), left());
    }

    @Test
    void answersAfterATimeoutGiveNoMoreTime() {
        timeOut();
        answerAfter(10);
        assertEquals(Optional.of(Duration.ofMillis(3_990)), left());
    }

    private static void serve(Runnable request) {
        try (var _ = RequestPatience.begin()) {
            request.run();
        }
    }

    @Test
    void eachRequestHasItsOwn() {
        List<RequestPatience> seen = new ArrayList<>();
        serve(() -> {
            seen.add(RequestPatience.current().orElseThrow());
            seen.add(RequestPatience.current().orElseThrow());
        });
        serve(() -> seen.add(RequestPatience.current().orElseThrow()));
        assertSame(seen.get(0), seen.get(1));
        assertNotSame(seen.get(0), seen.get(2));
        assertEquals(Optional.empty(), RequestPatience.current());
    }

    @Test
    void workOnAnotherThreadIsAPartOfItsRequest() throws InterruptedException {
        List<Optional<RequestPatience>> seen = new ArrayList<>();
        List<Supplier<Boolean>> work = new ArrayList<>();
        serve(() -> {
            seen.add(RequestPatience.current());
            work.add(RequestPatience.sharedBy(() -> seen.add(RequestPatience.current())));
        });
        work.add(RequestPatience.sharedBy(() -> seen.add(RequestPatience.current())));
        for (Supplier<Boolean> one : work) {
            Thread.ofVirtual().start(() -> assertTrue(one.get())).join();
        }
        assertEquals(List.of(seen.getFirst(), seen.getFirst(), Optional.empty()), seen);
    }
}
