package io.geckos.it.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.geckos.signer.V4Signer;
import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.TreeMap;

/** A request as bytes for the wire, with the target written as given. */
public final class WireRequest {
    public static final String ACCESS_KEY = "minioadmin";
    public static final String SECRET_KEY = "minioadmin";

    private final String method;
    private final String target;
    private final Map<String, String> headers = new TreeMap<>();
    private byte[] body = new byte[0];
    private String payloadHash = V4Signer.sha256(body);

    private WireRequest(String method, String target) {
        this.method = method;
        this.target = target;
    }

    public static WireRequest of(String method, String target) {
        return new WireRequest(method, target);
    }

    public String method() {
        return method;
    }

    public WireRequest header(String lowerCaseName, String value) {
        headers.put(lowerCaseName, value);
        return this;
    }

    /** The value of a header, empty without it. */
    public String header(String lowerCaseName) {
        return headers.getOrDefault(lowerCaseName, "");
    }

    public WireRequest host(InetSocketAddress address) {
        headers.putIfAbsent("host", address.getHostString() + ":" + address.getPort());
        return this;
    }

    /** A body sent with its length and signed with its hash. */
    public WireRequest body(byte[] bytes) {
        body = bytes;
        payloadHash = V4Signer.sha256(bytes);
        return header("content-length", String.valueOf(bytes.length));
    }

    public WireRequest body(String text) {
        return body(text.getBytes(UTF_8));
    }

    /** A body that the test sends itself, after the head, in whatever framing its own headers declare. */
    public WireRequest unsignedBody() {
        return payload("UNSIGNED-PAYLOAD");
    }

    /** Says in so many words what the body is, as frames are signed for. */
    public WireRequest payload(String contentSha256) {
        payloadHash = contentSha256;
        return this;
    }

    public String payload() {
        return payloadHash;
    }

    public WireRequest sign(InetSocketAddress address) {
        return sign(address, ACCESS_KEY, SECRET_KEY);
    }

    public WireRequest sign(InetSocketAddress address, String accessKey, String secretKey) {
        return WireSigner.now().by(accessKey, secretKey).sign(host(address));
    }

    public String path() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    public String query() {
        int query = target.indexOf('?');
        return query < 0 ? "" : target.substring(query + 1);
    }

    /** By lower-case name, in order. */
    public Map<String, String> headers() {
        return headers;
    }

    /** The same request for another target, signed as it is. */
    public WireRequest to(String otherTarget) {
        WireRequest other = new WireRequest(method, otherTarget);
        other.headers.putAll(headers);
        other.body = body;
        other.payloadHash = payloadHash;
        return other;
    }

    /** The head and the body. */
    public byte[] bytes() {
        StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.append("\r\n").toString().getBytes(ISO_8859_1));
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }
}
