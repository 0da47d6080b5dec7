package io.geckos.storage.rados.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.name.ObjectKey;
import io.geckos.storage.testkit.data.HostileKeys;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RowKeyTest {
    private static List<String> keys() {
        Random random = new Random(5);
        return Stream.concat(
                        Stream.of("\0", "\1", "\1\1", "\0\0", "a\0", "a\1", "a\2", "a", "ab", "é", "\uffff", "😀"),
                        Stream.concat(
                                HostileKeys.all().stream(),
                                Stream.generate(() -> HostileKeys.random(random))
                                        .limit(500)))
                .distinct()
                .toList();
    }

    @Test
    void placesOrderAsKeysAndGiveThemBack() {
        List<String> sorted = keys().stream().sorted(ObjectKey.ORDER).toList();
        List<String> places = sorted.stream().map(RowKey::place).toList();
        assertEquals(places.stream().sorted().toList(), places);
        assertEquals(sorted, places.stream().map(RowKey::key).toList());
        assertTrue(places.stream().noneMatch(place -> place.contains("\0")));
    }

    @Test
    void whatIsBehindAKeyIsBeforeEveryLongerKey() {
        for (String key : keys()) {
            assertTrue(RowKey.behindKey(key).compareTo(RowKey.place(key)) > 0);
            assertTrue(RowKey.behindKey(key).compareTo(RowKey.place(key + "\0")) < 0, key);
            assertTrue(RowKey.behindPrefix(key).compareTo(RowKey.place(key + "\udbff\udfff")) > 0, key);
        }
    }

    @Test
    void newerVersionsComeFirst() {
        assertTrue(RowKey.orderText(2).compareTo(RowKey.orderText(1)) < 0);
        assertFalse(RowKey.orderText(Long.MAX_VALUE).startsWith("-"));
    }

    @Test
    void prefixOfKeyIsPrefixOfPlace() {
        for (String key : List.of("a\0b", "\1\1", "x")) {
            assertTrue(RowKey.place(key + "more").startsWith(RowKey.escape(key)), key);
        }
    }
}
