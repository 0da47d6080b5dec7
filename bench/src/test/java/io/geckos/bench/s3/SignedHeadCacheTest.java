package io.geckos.bench.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.bench.measure.MeasuredOperation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignedHeadCacheTest {
    private final List<Long> signed = new ArrayList<>();

    @Test
    void asManyAreKeptAsThereIsRoomFor() {
        get(new SignedHeadCache(2), 1, 2, 3, 1, 2, 3);
        assertEquals(List.of(1L, 2L, 3L, 3L), signed);
    }

    @Test
    void withoutRoomEachIsSignedAnew() {
        get(new SignedHeadCache(0), 1, 1, 1);
        assertEquals(List.of(1L, 1L, 1L), signed);
    }

    private void get(SignedHeadCache cache, long... numbers) {
        for (long number : numbers) {
            byte[] head = cache.get(MeasuredOperation.GET, number, 0, () -> {
                signed.add(number);
                return new byte[] {(byte) number};
            });
            assertEquals(number, head[0]);
        }
    }
}
