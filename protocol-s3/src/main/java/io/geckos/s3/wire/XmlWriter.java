package io.geckos.s3.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.geckos.domain.checksum.Checksum;
import io.geckos.domain.name.Principal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Writes XML documents as S3 does: elements and text, with no attributes but the namespace. Characters that XML 1.0
 * does not allow are written as references, as S3 does. A client that lists keys with such characters should ask for
 * {@code encoding-type=url}.
 */
public final class XmlWriter {
    public static final String CONTENT_TYPE = "application/xml";
    private static final String NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";

    /** The number of characters in one write. */
    private static final int BATCH = 8 << 10;

    private final OutputStream out;
    private final StringBuilder pending = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();

    private XmlWriter(OutputStream out) {
        this.out = out;
    }

    /** Writes a whole document; {@code out} is flushed and stays open. */
    public static void write(OutputStream out, XmlDocument document) throws IOException {
        begin(out);
        end(out, document);
    }

    /** Writes a whole document into a text. */
    public static String text(XmlDocument document) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            write(out, document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(UTF_8);
    }

    /** Writes the XML declaration, which must come before everything else, even white space. */
    public static void begin(OutputStream out) throws IOException {
        out.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".getBytes(UTF_8));
    }

    /** Writes the rest of a document that was begun; {@code out} is flushed and stays open. */
    public static void end(OutputStream out, XmlDocument document) throws IOException {
        XmlWriter xml = new XmlWriter(out);
        document.writeTo(xml);
        xml.handOn();
        out.flush();
    }

    private void handOn() throws IOException {
        out.write(pending.toString().getBytes(UTF_8));
        pending.setLength(0);
    }

    /** Begins the root element of a result, in S3's namespace. */
    public XmlWriter root(String name) throws IOException {
        open.push(name);
        pending.append('<').append(name).append(" xmlns=\"").append(NAMESPACE).append("\">");
        return this;
    }

    /** Begins an element with an {@code xsi:type} attribute. */
    public XmlWriter typed(String name, String schema, String type) throws IOException {
        open.push(name);
        pending.append('<').append(name).append(" xmlns:xsi=\"").append(schema);
        pending.append("\" xsi:type=\"").append(type).append("\">");
        return this;
    }

    /** Begins an element. */
    public XmlWriter open(String name) throws IOException {
        open.push(name);
        pending.append('<').append(name).append('>');
        return this;
    }

    /** Ends the element begun last. */
    public XmlWriter close() throws IOException {
        pending.append("</").append(open.pop()).append('>');
        if (pending.length() >= BATCH) {
            handOn();
        }
        return this;
    }

    /** Writes an element of text. */
    public XmlWriter element(String name, String text) throws IOException {
        open(name);
        text(text);
        return close();
    }

    /** Writes an element of text, if there is any. */
    public XmlWriter element(String name, Optional<String> text) throws IOException {
        return text.isPresent() ? element(name, text.get()) : this;
    }

    public XmlWriter element(String name, long number) throws IOException {
        return element(name, Long.toString(number));
    }

    public XmlWriter element(String name, boolean value) throws IOException {
        return element(name, Boolean.toString(value));
    }

    /** Writes checksums, each in an element of its own. */
    public XmlWriter checksumValues(List<Checksum> checksums) throws IOException {
        for (Checksum checksum : checksums) {
            element("Checksum" + checksum.algorithm(), checksum.value());
        }
        return this;
    }

    /** Writes checksums and their type. */
    public XmlWriter checksums(List<Checksum> checksums) throws IOException {
        checksumValues(checksums);
        return checksums.isEmpty()
                ? this
                : element("ChecksumType", checksums.getFirst().type().name());
    }

    /** Writes the owner of an object, or the initiator of an upload. */
    public XmlWriter principal(String name, Principal principal) throws IOException {
        open(name);
        element("ID", principal.id());
        element("DisplayName", principal.displayName());
        return close();
    }

    /** Writes text into the element begun last. */
    public XmlWriter text(String text) throws IOException {
        int plain = 0;
        for (int i = 0; i < text.length(); i++) {
            String reference = reference(text.charAt(i));
            if (!reference.isEmpty()) {
                pending.append(text, plain, i).append(reference);
                plain = i + 1;
            }
        }
        pending.append(text, plain, text.length());
        return this;
    }

    /** The reference for a character that must be escaped; empty for all others. */
    private static String reference(char c) {
        return switch (c) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '"' -> "&quot;";
            case '\uFFFE', '\uFFFF' -> "&#" + (int) c + ";";
            default -> c < ' ' ? "&#" + (int) c + ";" : "";
        };
    }
}
