package io.geckos.domain.bucket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.geckos.domain.object.Retention;
import java.time.Instant;
import java.time.Period;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DefaultRetentionTest {
    @ParameterizedTest
    @CsvSource({
        "P1D, 2024-02-28T12:00:00.5Z, 2024-02-29T12:00:00.5Z",
        "P366D, 2024-01-01T00:00:00Z, 2025-01-01T00:00:00Z",
        "P1Y, 2024-02-29T00:00:00Z, 2025-02-28T00:00:00Z"
    })
    void countsFromTheTimeOfTheVersion(String period, Instant lastModified, Instant until) {
        DefaultRetention byDefault = new DefaultRetention(Retention.Mode.COMPLIANCE, Period.parse(period));
        assertEquals(new Retention(Retention.Mode.COMPLIANCE, until), byDefault.from(lastModified));
    }

    @ParameterizedTest
    @ValueSource(strings = {"P0D", "P-1D", "P-1Y", "P1Y1D", "P1M"})
    void isANumberOfDaysOrYears(String period) {
        assertThrows(
                IllegalArgumentException.class,
                () -> new DefaultRetention(Retention.Mode.GOVERNANCE, Period.parse(period)));
    }
}
