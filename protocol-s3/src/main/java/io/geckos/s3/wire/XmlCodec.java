package io.geckos.s3.wire;

import java.util.function.Function;

/**
 * How a value is read from an XML document, and written as one.
 *
 * @param limit the longest document of a client's, in bytes
 * @param parser reads a document
 * @param document the document that says it
 */
public record XmlCodec<T>(long limit, XmlReader.Parser<T> parser, Function<T, XmlDocument> document) {
    /** Reads a document that {@link #text} wrote. */
    public T read(String text) {
        return XmlReader.readText(text, parser);
    }

    /** Writes the document. */
    public String text(T value) {
        return XmlWriter.text(document.apply(value));
    }
}
