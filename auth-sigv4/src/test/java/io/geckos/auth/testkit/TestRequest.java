package io.geckos.auth.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.security.Authenticator;
import io.geckos.domain.security.Authenticator.Authentication;
import io.geckos.domain.security.Authenticator.SignedRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A request under construction, as it will be on the wire. */
public final class TestRequest {
    public String method;
    public String path;
    public String query;
    public final Map<String, List<String>> headers = new LinkedHashMap<>();
    public byte[] body = {};

    public TestRequest(String method, String path, String query) {
        this.method = method;
        this.path = path;
        this.query = query;
    }

    /** For an object, by nobody yet. */
    public static TestRequest get() {
        return new TestRequest("GET", "/bucket/key", "").header("host", "s3.example.com");
    }

    public TestRequest copy() {
        TestRequest copy = new TestRequest(method, path, query);
        headers.forEach((name, values) -> copy.headers.put(name, new ArrayList<>(values)));
        copy.body = body.clone();
        return copy;
    }

    /** Sets the only value of a header. */
    public TestRequest header(String name, String value) {
        headers.put(name.toLowerCase(Locale.ROOT), new ArrayList<>(List.of(value)));
        return this;
    }

    /** Adds one more value of a header. */
    public TestRequest addHeader(String name, String value) {
        headers.computeIfAbsent(name.toLowerCase(Locale.ROOT), key -> new ArrayList<>())
                .add(value);
        return this;
    }

    /** Replaces a piece of a header, which is there. */
    public TestRequest edited(String name, String from, String to) {
        String value = header(name);
        assertTrue(value.contains(from), value);
        return header(name, value.replace(from, to));
    }

    public TestRequest without(String name) {
        headers.remove(name);
        return this;
    }

    public TestRequest body(String text) {
        body = text.getBytes(ISO_8859_1);
        return this;
    }

    public String header(String name) {
        return headers.getOrDefault(name, List.of("")).getFirst();
    }

    public SignedRequest onTheWire() {
        return new SignedRequest(method, path, query, headers);
    }

    public Authentication authenticate(Authenticator authenticator) {
        return authenticator.authenticate(onTheWire());
    }

    /** Authenticates and reads the whole body. */
    public byte[] accept(Authenticator authenticator) throws IOException {
        return authenticate(authenticator)
                .payload()
                .decode(new ByteArrayInputStream(body))
                .readAllBytes();
    }
}
