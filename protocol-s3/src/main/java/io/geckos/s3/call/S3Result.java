package io.geckos.s3.call;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.geckos.domain.name.ByteSpan;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.StoredObject;
import io.geckos.s3.api.S3Response;
import io.geckos.s3.wire.XmlDocument;
import io.geckos.s3.wire.XmlWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What an operation answers, before the pipeline adds what every answer has. */
public final class S3Result {
    /** The header that names a version. */
    public static final String VERSION = "x-amz-version-id";

    /** The header that says that a version is a delete marker. */
    public static final String DELETE_MARKER = "x-amz-delete-marker";

    private static final XmlDocument NONE = _ -> {};

    private final int status;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private XmlDocument document = NONE;
    private S3Response.Body body = new S3Response.Body.Empty();

    private S3Result(int status) {
        this.status = status;
    }

    /** An answer without a body so far. */
    public static S3Result of(int status) {
        return new S3Result(status);
    }

    public S3Result header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** Names the version it is about, where the bucket has or had versions. */
    public S3Result version(Optional<Version.Named> version) {
        version.ifPresent(named -> header(VERSION, named.value()));
        return this;
    }

    /** Names the version that was made, unless it is the null version, of which S3 does not speak then. */
    public S3Result newVersion(Optional<Version.Named> version) {
        return version(version.filter(named -> !named.equals(Version.NULL)));
    }

    public S3Result headers(Map<String, String> more) {
        headers.putAll(more);
        return this;
    }

    /** Gives it bytes of an object, which the server will close. */
    public S3Result stored(StoredObject object, ByteSpan span) {
        body = new S3Response.Body.Stored(object, span);
        return this;
    }

    /** Gives it a small document. */
    public S3Result document(XmlDocument content) {
        document = content;
        body = new S3Response.Body.Bytes(UTF_8.encode(XmlWriter.text(content)));
        return header("Content-Type", XmlWriter.CONTENT_TYPE);
    }

    /** Gives it a document that may be long, written while it is sent. */
    public S3Result streamed(XmlDocument content) {
        document = content;
        return writtenBy(out -> XmlWriter.write(out, content));
    }

    /** Gives it a document in whatever way {@code writer} writes it. */
    S3Result writtenBy(S3Response.Writer writer) {
        body = new S3Response.Body.Streamed(writer);
        return header("Content-Type", XmlWriter.CONTENT_TYPE);
    }

    public int status() {
        return status;
    }

    public Map<String, String> headers() {
        return headers;
    }

    /** The content of the document given, if one was. */
    XmlDocument document() {
        return document;
    }

    public S3Response.Body body() {
        return body;
    }
}
