package io.geckos.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class DateHeaderTest {
    @Test
    void dateIsThatOfTheSecondInWhichTheAnswerIsGiven() {
        Instant second = Instant.parse("2026-11-03T10:00:00Z");
        assertEquals("Tue, 03 Nov 2026 10:00:00 GMT", DateHeader.at(second).get());
        assertSame(DateHeader.at(second), DateHeader.at(second.plusMillis(999)));
        assertEquals(
                "Tue, 03 Nov 2026 10:00:01 GMT",
                DateHeader.at(second.plusSeconds(1)).get());
        assertEquals("Tue, 03 Nov 2026 10:00:00 GMT", DateHeader.at(second).get());
    }
}
