package io.geckos.it.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.geckos.it.testkit.RawHttp;
import io.geckos.it.testkit.RawHttp.Reply;
import io.geckos.it.testkit.WireRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Which headers of a complete answer the others to GET and HEAD have: a part, nothing new, a refusal.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-15">RFC 9110, 15</a>
 */
class ReadAnswersTest extends OpenServerTest {
    private static final String NONE = "-";
    private static final List<String> VALIDATORS = List.of("etag", "last-modified");
    private static final List<String> FRESHNESS = List.of("cache-control", "expires");
    private static final List<String> DESCRIPTION =
            List.of("content-language", "content-encoding", "content-disposition", "x-amz-meta-a");
    private static final List<String> ALWAYS = List.of("accept-ranges", "vary");

    private Map<String, String> full = Map.of();

    @BeforeAll
    void prepare() throws Exception {
        send(WireRequest.of("PUT", "/reads"));
        send(WireRequest.of("PUT", "/reads/key")
                .header("cache-control", "max-age=60")
                .header("expires", "Sat, 01 Jan 2500 00:00:00 GMT")
                .header("content-type", "text/plain")
                .header("content-language", "de")
                .header("content-encoding", "x-none")
                .header("content-disposition", "inline")
                .header("x-amz-meta-a", "1")
                .body("hello"));
        send(WireRequest.of("PUT", "/reads/empty").body(""));
        full = send(WireRequest.of("GET", "/reads/key")).headers();
        assertFalse(full.getOrDefault("vary", "").isEmpty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
                    # header            | value                               | status, validators, freshness, description, range, length
                    x-nothing           | x                                   | 200 | true  | true  | true  | -           | 5
                    range               | bytes=3-1                           | 200 | true  | true  | true  | -           | 5
                    if-modified-since   | Sat, 01 Jan 2500 00:00:00 GMT       | 200 | true  | true  | true  | -           | 5
                    range               | bytes=1-2                           | 206 | true  | true  | true  | bytes 1-2/5 | 2
                    if-none-match       | "5d41402abc4b2a76b9719d911017c592"  | 304 | true  | true  | false | -           | -
                    if-none-match       | *                                   | 304 | true  | true  | false | -           | -
                    if-match            | "x"                                 | 412 | false | false | false | -           |
                    if-unmodified-since | Sat, 01 Jan 2000 00:00:00 GMT       | 412 | false | false | false | -           |
                    range               | bytes=5-                            | 416 | false | false | false | bytes */5   |
                    """)
    void headersAreThoseThatAnAnswerHasToHave(ArgumentsAccessor row) throws Exception {
        for (String method : new String[] {"GET", "HEAD"}) {
            try (RawHttp http = RawHttp.connect(address())) {
                Reply reply = http.send(WireRequest.of(method, "/reads/key")
                                .header(row.getString(0), row.getString(1))
                                .host(address()))
                        .reply(method.equals("HEAD"));
                assertEquals(row.getInteger(2), reply.status());
                check(reply, VALIDATORS, row.getBoolean(3));
                check(reply, FRESHNESS, row.getBoolean(4));
                check(reply, DESCRIPTION, row.getBoolean(5));
                check(reply, ALWAYS, true);
                assertEquals(row.getString(6), reply.headers().getOrDefault("content-range", NONE));
                if (row.getString(7) != null) {
                    assertEquals(row.getString(7), reply.headers().getOrDefault("content-length", NONE));
                }
                isFollowedByAnother(http);
            }
        }
    }

    /** Whether an answer says of some headers what the complete one does; or else it says nothing. */
    private void check(Reply reply, List<String> names, boolean said) {
        for (String name : names) {
            String expected = said ? full.getOrDefault(name, "missing") : NONE;
            assertEquals(expected, reply.headers().getOrDefault(name, NONE), () -> reply + " " + name);
        }
    }

    /** The next answer is found where this one ends. */
    private void isFollowedByAnother(RawHttp http) throws IOException {
        assertEquals(
                "hello",
                http.send(WireRequest.of("GET", "/reads/key").host(address()))
                        .reply()
                        .body());
    }

    @Test
    void theLastBytesOfNothingAreAllOfIt() throws Exception {
        for (String method : new String[] {"GET", "HEAD"}) {
            Reply reply = send(WireRequest.of(method, "/reads/empty").header("range", "bytes=-3"));
            assertEquals(200, reply.status());
            assertEquals("0", reply.header("content-length"));
            assertEquals("bytes", reply.header("accept-ranges"));
            assertEquals("", reply.header("content-range"));
        }
        assertEquals(
                "bytes */0",
                send(WireRequest.of("GET", "/reads/empty").header("range", "bytes=0-"))
                        .header("content-range"));
    }
}
