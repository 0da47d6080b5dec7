package io.geckos.bench.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeySequenceTest {
    @Test
    void keysAreDealtToDirectoriesInTurn() {
        KeySequence keys = new KeySequence("get/", 5, 2);
        assertEquals("get/00000/000000000", keys.name(0));
        assertEquals("get/00001/000000000", keys.name(1));
        assertEquals("get/00000/000000001", keys.name(2));
    }

    @ParameterizedTest
    @CsvSource({"1,1", "10,1", "10,3", "12,3", "3,7", "1000,100"})
    void asManyKeysFollowInAListingAsAreSaid(long count, int directories) {
        KeySequence keys = new KeySequence("list/", count, directories);
        List<String> listing =
                LongStream.range(0, count).mapToObj(keys::name).sorted().toList();
        for (long number = 0; number < count; number++) {
            assertEquals(count - 1 - listing.indexOf(keys.name(number)), keys.after(number));
        }
    }
}
