package io.geckos.iam.wire;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * An element of an answer: it has text or other elements in it.
 *
 * @param namespace that of the element and all in it; empty for that of the element around it
 */
public record XmlElement(String name, String namespace, String text, List<XmlElement> children) {
    /** Copies the collections. */
    public XmlElement {
        children = List.copyOf(children);
    }

    /** An element with other elements in it. */
    public static XmlElement of(String name, XmlElement... children) {
        return new XmlElement(name, "", "", List.of(children));
    }

    /** An element with text in it. */
    public static XmlElement text(String name, String text) {
        return new XmlElement(name, "", text, List.of());
    }

    /** An element with a time in it, in whole seconds. */
    public static XmlElement time(String name, Instant time) {
        return text(name, time.truncatedTo(ChronoUnit.SECONDS).toString());
    }

    /** A list, as the protocol writes it: each of its elements is called {@code member}. */
    public static XmlElement list(String name, Stream<XmlElement> elements) {
        return new XmlElement(
                name, "", "", elements.map(element -> element.named("member")).toList());
    }

    /** A copy with another name. */
    public XmlElement named(String other) {
        return new XmlElement(other, namespace, text, children);
    }

    /** A copy in a namespace. */
    public XmlElement inNamespace(String other) {
        return new XmlElement(name, other, text, children);
    }

    /** A copy with more elements in it. */
    public XmlElement with(XmlElement... more) {
        List<XmlElement> all = new ArrayList<>(children);
        all.addAll(List.of(more));
        return new XmlElement(name, namespace, text, all);
    }

    /** The element as a document. */
    public String document() {
        StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        write(out);
        return out.append('\n').toString();
    }

    private void write(StringBuilder out) {
        out.append('<').append(name);
        if (!namespace.isEmpty()) {
            out.append(" xmlns=\"").append(namespace).append('"');
        }
        out.append('>');
        text.chars().forEach(c -> append(out, (char) c));
        children.forEach(child -> child.write(out));
        out.append("</").append(name).append('>');
    }

    private static void append(StringBuilder out, char c) {
        switch (c) {
            case '&' -> out.append("&amp;");
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '"' -> out.append("&quot;");
            case '\r' -> out.append("&#13;");
            case '\t', '\n' -> out.append(c);
            // XML has no form for the other control characters.
            default -> out.append(c < ' ' || c == '\uFFFE' || c == '\uFFFF' ? '\uFFFD' : c);
        }
    }
}
