package io.geckos.s3.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.MissingResourceException;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads the XML documents of requests as a stream. They consist of elements and text, in UTF-8, without a DTD, own
 * entities or deep nesting. Everything else is {@link S3Error#MalformedXML}. The stream limits the size. Namespaces are
 * ignored, because clients send different ones.
 *
 * <pre>{@code
 * xml.root("Tagging");
 * while (xml.nextChild()) {
 *     switch (xml.name()) {
 *         case "TagSet" -> tags = readTagSet(xml);
 *         default -> throw xml.unexpected();
 *     }
 * }
 * }</pre>
 */
public final class XmlReader {
    /** The memory of the JDK's reader itself, in bytes: its buffers and tables. */
    public static final int MEMORY = 64 << 10;

    /**
     * The memory for each byte of a document: two bytes of text, in an array that is copied into one of twice its size.
     */
    public static final int MEMORY_PER_BYTE = 6;

    private static final int MAX_DEPTH = 16;
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final XMLInputFactory FACTORY = factory();

    private final XMLStreamReader reader;

    /** The names of the children read so far, for each open element. */
    private final Deque<Set<String>> met = new ArrayDeque<>();

    private XmlReader(XMLStreamReader reader) {
        this.reader = reader;
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    /** Makes a value from a document. */
    @FunctionalInterface
    public interface Parser<T> {
        /** Reads the whole document, beginning with its root. */
        T parse(XmlReader xml) throws XMLStreamException;
    }

    /** Reads a document to its end. */
    public static <T> T read(InputStream in, Parser<T> parser) {
        try {
            XMLStreamReader reader = FACTORY.createXMLStreamReader(characters(in));
            String declared = reader.getCharacterEncodingScheme();
            if (declared != null && !declared.equalsIgnoreCase("UTF-8")) {
                throw malformed();
            }
            XmlReader xml = new XmlReader(reader);
            T value = parser.parse(xml);
            xml.requireEnd();
            return value;
        } catch (XMLStreamException | IOException _) {
            throw malformed();
        } catch (MissingResourceException _) {
            // The JDK's parser has no message for some of its errors and throws this instead.
            throw malformed();
        }
    }

    /** Decodes the bytes here, because the JDK's parser prints malformed ones on standard error. */
    private static Reader characters(InputStream in) throws IOException {
        Reader characters = new BufferedReader(new InputStreamReader(in, UTF_8.newDecoder()));
        characters.mark(1);
        if (characters.read() != BYTE_ORDER_MARK) {
            characters.reset();
        }
        return characters;
    }

    /** Reads a document from a text. */
    public static <T> T readText(String document, Parser<T> parser) {
        return read(new ByteArrayInputStream(document.getBytes(UTF_8)), parser);
    }

    /** Enters the root element, which must have that name. */
    public void root(String name) throws XMLStreamException {
        while (reader.next() != XMLStreamConstants.START_ELEMENT) {
            if (reader.getEventType() == XMLStreamConstants.DTD) {
                throw malformed();
            }
        }
        if (!name().equals(name)) {
            throw unexpected();
        }
        met.push(new HashSet<>());
    }

    /**
     * Enters the next child of the element entered last, or leaves that element if there is none.
     *
     * @param repeatable the names of children that may come more than once
     */
    public boolean nextChild(String... repeatable) throws XMLStreamException {
        if (reader.nextTag() == XMLStreamConstants.END_ELEMENT) {
            met.pop();
            return false;
        }
        if (!met.element().add(name()) && !List.of(repeatable).contains(name())) {
            throw unexpected();
        }
        if (met.size() >= MAX_DEPTH) {
            throw malformed();
        }
        met.push(new HashSet<>());
        return true;
    }

    /** The name of the element entered last. */
    public String name() {
        return reader.getLocalName();
    }

    /** Reads the text of the element entered last, which must contain nothing else, and leaves the element. */
    public String text() throws XMLStreamException {
        String text = reader.getElementText();
        met.pop();
        return text;
    }

    /**
     * Reads the text of the element entered last, which must be {@code true} or {@code false}, and leaves the element.
     */
    public boolean bool() throws XMLStreamException {
        return switch (text().strip()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw malformed();
        };
    }

    /** The refusal of an element that is not allowed in this place. */
    public S3Exception unexpected() {
        return malformed();
    }

    private void requireEnd() throws XMLStreamException {
        while (reader.hasNext()) {
            reader.next();
        }
    }

    /** The refusal of a malformed document. */
    public static S3Exception malformed() {
        return new S3Exception(S3Error.MalformedXML);
    }
}
