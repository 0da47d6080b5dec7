package io.geckos.storage.testkit.model.sequential;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShrinkerTest {
    private static final List<Integer> NUMBERS = IntStream.range(0, 200).boxed().toList();

    @Test
    void whatTheFailureNeedsIsLeft() {
        List<Integer> needed = List.of(3, 77, 78, 199);
        assertEquals(needed, Shrinker.shrink(NUMBERS, numbers -> numbers.containsAll(needed)));
    }

    @Test
    void orderIsKept() {
        assertEquals(List.of(10, 20), Shrinker.shrink(NUMBERS, numbers -> {
            int ten = numbers.indexOf(10);
            return ten >= 0 && ten < numbers.indexOf(20);
        }));
    }

    @Test
    void aFailureThatNeedsNothingShrinksToNothing() {
        assertEquals(List.of(), Shrinker.shrink(NUMBERS, _ -> true));
    }
}
