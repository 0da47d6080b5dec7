package io.geckos.s3.call;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.geckos.domain.multipart.UploadInfo;
import io.geckos.domain.name.ByteSpan;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.StoredObject;
import io.geckos.s3.api.S3Response;
import io.geckos.s3.wire.XmlDocument;
import io.geckos.s3.wire.XmlWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The result of an operation, before the pipeline adds the headers that every answer has. */
public final class S3Result {
    /** The header that names a version. */
    public static final String VERSION = "x-amz-version-id";

    /** The header that says that a version is a delete marker. */
    public static final String DELETE_MARKER = "x-amz-delete-marker";

    private static final XmlDocument NONE = _ -> {};

    private final int status;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private Optional<ObjectInfo> current = Optional.empty();
    private Optional<UploadInfo> upload = Optional.empty();
    private XmlDocument document = NONE;
    private S3Response.Body body = new S3Response.Body.Empty();

    private S3Result(int status) {
        this.status = status;
    }

    /** A result without a body. */
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

    /** Says that this is about the current version of an object, whose expiration the answer is to name. */
    public S3Result current(ObjectInfo object) {
        current = Optional.of(object);
        return this;
    }

    /** Says that this is about an upload in parts, whose end by a lifecycle rule the answer is to name. */
    public S3Result upload(UploadInfo info) {
        upload = Optional.of(info);
        return this;
    }

    public S3Result headers(Map<String, String> more) {
        headers.putAll(more);
        return this;
    }

    /** Sets bytes of an object as the body. The server will close the object. */
    public S3Result stored(StoredObject object, ByteSpan span) {
        body = new S3Response.Body.Stored(object, span);
        return this;
    }

    /** Sets a small document as the body. */
    public S3Result document(XmlDocument content) {
        document = content;
        body = new S3Response.Body.Bytes(UTF_8.encode(XmlWriter.text(content)));
        return header("Content-Type", XmlWriter.CONTENT_TYPE);
    }

    /** Sets a text as the body, in UTF-8. */
    public S3Result text(String contentType, String text) {
        body = new S3Response.Body.Bytes(UTF_8.encode(text));
        return header("Content-Type", contentType);
    }

    /** Sets a document as the body that may be long and is sent while it is written. */
    public S3Result streamed(XmlDocument content) {
        document = content;
        return writtenBy(out -> XmlWriter.write(out, content));
    }

    /** Sets the output of {@code writer} as the body. */
    S3Result writtenBy(S3Response.Writer writer) {
        body = new S3Response.Body.Streamed(writer);
        return header("Content-Type", XmlWriter.CONTENT_TYPE);
    }

    /** The current version that this is about; empty if it is about none. */
    public Optional<ObjectInfo> current() {
        return current;
    }

    /** The upload that this is about; empty if it is about none. */
    public Optional<UploadInfo> upload() {
        return upload;
    }

    public int status() {
        return status;
    }

    public Map<String, String> headers() {
        return headers;
    }

    /** The document that was set as the body. */
    XmlDocument document() {
        return document;
    }

    public S3Response.Body body() {
        return body;
    }
}
