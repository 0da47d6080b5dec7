package io.geckos.server.connection;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestLineTest {
    @ParameterizedTest
    @CsvSource({
        "GET / HTTP/1.0, GET, true, GET / HTTP/1.1",
        "get /a HTTP/1.1, get, false, get /a HTTP/1.1",
        "GET /a HTTP/1.2, GET, false, GET /a HTTP/1.1",
        "GET /a HTTP/1.x, GET, false, GET /a HTTP/1.x",
        "GET /a HTTP/2.0, GET, false, GET /a HTTP/2.0",
        "GET /HTTP/1.0, GET, false, GET /HTTP/1.0",
        "GET / http/1.0, GET, false, GET / http/1.0",
        "GET / HTTP/1.00, GET, false, GET / HTTP/1.00",
        "GET, GET, false, GET",
        "HTTP/1.0, HTTP/1.0, false, HTTP/1.0",
        "' HTTP/1.0', '', false, ' HTTP/1.0'",
        "'', '', false, ''"
    })
    void onlyTheVersionIsTranslated(String sent, String method, boolean http10, String read) {
        byte[] bytes = sent.getBytes(US_ASCII);
        RequestLine line = RequestLine.of(bytes);
        RequestLine.translate(bytes);
        assertEquals(new RequestLine(method, http10), line);
        assertEquals(read, new String(bytes, US_ASCII));
    }
}
