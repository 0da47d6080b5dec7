package io.geckos.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.geckos.domain.Span;
import io.geckos.domain.StoredObject;
import java.util.LinkedHashMap;
import java.util.Map;

/** What an operation answers, before the pipeline adds what every answer has. */
final class Answer {
    private static final XmlDocument NONE = _ -> {};

    private final int status;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private XmlDocument document = NONE;
    private S3Response.Body body = new S3Response.Body.Empty();

    private Answer(int status) {
        this.status = status;
    }

    /** An answer without a body so far. */
    static Answer of(int status) {
        return new Answer(status);
    }

    Answer header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    Answer headers(Map<String, String> more) {
        headers.putAll(more);
        return this;
    }

    /** Gives it bytes of an object, which the server will close. */
    Answer stored(StoredObject object, Span span) {
        body = new S3Response.Body.Stored(object, span);
        return this;
    }

    /** Gives it a small document. */
    Answer document(XmlDocument content) {
        document = content;
        body = new S3Response.Body.Bytes(UTF_8.encode(XmlWriter.text(content)));
        return header("Content-Type", XmlWriter.CONTENT_TYPE);
    }

    /** Gives it a document that may be long, written while it is sent. */
    Answer streamed(XmlDocument content) {
        document = content;
        return writtenBy(out -> XmlWriter.write(out, content));
    }

    /** Gives it a document in whatever way {@code writer} writes it. */
    Answer writtenBy(S3Response.Writer writer) {
        body = new S3Response.Body.Streamed(writer);
        return header("Content-Type", XmlWriter.CONTENT_TYPE);
    }

    int status() {
        return status;
    }

    Map<String, String> headers() {
        return headers;
    }

    /** The content of the document given, if one was. */
    XmlDocument document() {
        return document;
    }

    S3Response.Body body() {
        return body;
    }
}
