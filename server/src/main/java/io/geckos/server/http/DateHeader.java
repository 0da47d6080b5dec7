package io.geckos.server.http;

import io.geckos.domain.text.HttpDate;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import java.time.Instant;

/**
 * The {@code Date} header of answers, formatted once a second. Helidon's own has two faults: it is up to a second old,
 * so that it can be earlier than the {@code Last-Modified} of a new object, and it is in the time zone of the machine.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-8.8.2.1">RFC 9110, 8.8.2.1</a>
 */
final class DateHeader {
    private static volatile Formatted latest = format(Instant.EPOCH);

    private DateHeader() {}

    private record Formatted(long second, Header header) {}

    /** The header for an answer at {@code now}. */
    static Header at(Instant now) {
        Formatted known = latest;
        if (known.second() != now.getEpochSecond()) {
            known = format(now);
            latest = known;
        }
        return known.header();
    }

    private static Formatted format(Instant now) {
        return new Formatted(now.getEpochSecond(), HeaderValues.create(HeaderNames.DATE, HttpDate.format(now)));
    }
}
