package io.geckos.it.s3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.geckos.s3.api.RequestMemory;
import io.geckos.s3.api.RequestOrigin;
import io.geckos.s3.api.S3Request;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A request to the protocol under construction, as the server will hand it over. */
final class Wire {
    private final String method;
    private final String path;
    private String query;
    private final SortedMap<String, String> headers = new TreeMap<>(Map.of("host", "localhost:9000"));

    Wire(String method, String path, String query) {
        this.method = method;
        this.path = path;
        this.query = query;
    }

    String method() {
        return method;
    }

    String path() {
        return path;
    }

    String query() {
        return query;
    }

    Wire query(String parameter) {
        query = query.isEmpty() ? parameter : query + "&" + parameter;
        return this;
    }

    void replaceQuery(String other) {
        query = other;
    }

    /** By lower-case name, in order. */
    SortedMap<String, String> headers() {
        return headers;
    }

    Wire header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** The request as a server hands it to the protocol. */
    S3Request with(byte[] body) {
        header("content-length", String.valueOf(body.length));
        Map<String, List<String>> lines = new TreeMap<>();
        headers.forEach((name, value) -> lines.put(name, List.of(value)));
        return new S3Request(
                "REQUEST",
                method,
                path,
                query,
                lines,
                new ByteArrayInputStream(body),
                RequestOrigin.plain("127.0.0.1"),
                RequestMemory.UNLIMITED);
    }

    S3Request with(String body) {
        return with(body.getBytes(ISO_8859_1));
    }
}
