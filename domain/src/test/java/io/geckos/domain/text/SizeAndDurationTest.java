package io.geckos.domain.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SizeAndDurationTest {
    @ParameterizedTest
    @CsvSource({"500ms, PT0.5S", "15s, PT15S", "5m, PT5M", "2h, PT2H", "7d, PT168H", "0s, PT0S"})
    void durationsHaveAUnit(String text, Duration expected) {
        assertEquals(Optional.of(expected), SizeAndDuration.duration(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "15", "1.5s", "-1s", "1 s", "1w", "9999999999s", "١s"})
    void whatIsNoDurationIsEmpty(String text) {
        assertEquals(Optional.empty(), SizeAndDuration.duration(text));
    }

    @ParameterizedTest
    @CsvSource({
        "4096, 4096",
        "1B, 1",
        "64KiB, 65536",
        "5MiB, 5242880",
        "1GiB, 1073741824",
        "999999999999GiB, 9223372036854775807"
    })
    void sizesAreBytesOrHaveABinaryUnit(String text, long expected) {
        assertEquals(OptionalLong.of(expected), SizeAndDuration.size(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1KB", "1 KiB", "1kib", "1TiB", "1e3", "٣"})
    void whatIsNoSizeIsEmpty(String text) {
        assertEquals(OptionalLong.empty(), SizeAndDuration.size(text));
    }

    @Test
    void durationsAreWrittenAsTheyAreRead() {
        assertEquals("30s", SizeAndDuration.durationText(Duration.ofSeconds(30)));
        assertEquals("1500ms", SizeAndDuration.durationText(Duration.ofMillis(1500)));
    }
}
