package io.geckos.s3.wire;

import java.util.function.Function;

/**
 * Reads a value from an XML document, and writes it as one.
 *
 * @param limit the largest document that a client may send, in bytes
 * @param parser reads a document
 * @param document makes the document of a value
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
