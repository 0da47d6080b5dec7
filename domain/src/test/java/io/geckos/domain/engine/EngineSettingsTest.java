package io.geckos.domain.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class EngineSettingsTest {
    private enum Color {
        RED,
        GREEN
    }

    private static EngineSettings of(String value) {
        return new EngineSettings(Map.of("key", value), Map.of("key", "unused", "other", "5"));
    }

    private static void assertRefused(String value, String allowed, Executable reading) {
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, reading);
        assertEquals("key: bad value \"" + value + "\", allowed is " + allowed, refusal.getMessage());
    }

    @Test
    void valuesAreReadByTheirKind() {
        assertEquals("a b", of("a b").text("key"));
        assertEquals("ab", of("ab").text("key", Pattern.compile("[a-z]+"), "letters"));
        assertEquals(Color.GREEN, of("green").choice("key", Color.class));
        assertFalse(of("false").flag("key"));
        assertEquals(1024, of("1024").number("key", 1, 1024));
        assertEquals(65_536, of("64KiB").bytes("key"));
        assertEquals(Duration.ofHours(2), of("2h").duration("key"));
        assertEquals(Duration.ofHours(2), of("2h").duration("key", Duration.ofHours(2), Duration.ofDays(1)));
    }

    @Test
    void keyThatIsNotGivenHasItsDefault() {
        assertEquals(5, of("x").number("other", 0, 9));
    }

    @Test
    void refusalNamesKeyValueAndWhatIsAllowed() {
        assertRefused("A", "letters", () -> of("A").text("key", Pattern.compile("[a-z]+"), "letters"));
        assertRefused("Red", "red or green", () -> of("Red").choice("key", Color.class));
        assertRefused("yes", "true or false", () -> of("yes").flag("key"));
        for (String value : new String[] {"0", "1025", "-1", "many", "", "9999999999"}) {
            assertRefused(value, "a number from 1 to 1024", () -> of(value).number("key", 1, 1024));
        }
        assertRefused(
                "59m",
                "a duration like 500ms, 15s, 5m, 2h or 7d (units ms, s, m, h, d), from 3600s to 86400s",
                () -> of("59m").duration("key", Duration.ofHours(1), Duration.ofDays(1)));
        assertThrows(IllegalArgumentException.class, () -> of("much").bytes("key"));
        assertThrows(IllegalArgumentException.class, () -> of("10").duration("key"));
    }

    @Test
    void unknownKeyIsRefusedWithAllThatAreKnown() {
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put("first", "1");
        defaults.put("second", "2");
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> new EngineSettings(Map.of("third", "3"), defaults));
        assertEquals("third: unknown key, allowed are first, second", refusal.getMessage());
    }
}
