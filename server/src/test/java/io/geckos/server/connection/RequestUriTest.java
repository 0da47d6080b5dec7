package io.geckos.server.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestUriTest {
    @ParameterizedTest
    @CsvSource({
        "/b/k, /b/k",
        "//b/k, //b/k",
        "*, *",
        "http://h, /",
        "http://h/, /",
        "HTTP://h/b/http://x/, /b/http://x/",
        "https://h:9/b//k, /b//k",
        "ftp://h/b, ftp://h/b"
    })
    void thePathIsWhatFollowsTheServer(String target, String path) {
        assertEquals(path, RequestUri.of(target).path());
    }

    @ParameterizedTest
    @CsvSource({
        "/b, anything, true",
        "http://h/b, h, true",
        "http://h/b, H, true",
        "http://h./b, h, true",
        "http://h:80/b, h, true",
        "http://h/b, h:80, true",
        "https://h/b, h.:443, true",
        "http://h:/b, h, true",
        "http://h:9000/b, h:9000, true",
        "http://h.:9000/b, h:9000, true",
        "http://[::1]/b, [::1]:80, true",
        "http://[::1]/b, [::1]:9000, false",
        "http://[::1]:9000/b, [::1]:9000, true",
        "http://h:9000/b, h, false",
        "http://h:9000/b, h:9001, false",
        "http://h/b, i, false",
        "http://h.i/b, h, false",
        "http:///b, h, false"
    })
    void aHostAgreesThatNamesTheSameServer(String target, String host, boolean agrees) {
        assertEquals(agrees, RequestUri.of(target).agreesWith(host));
    }
}
