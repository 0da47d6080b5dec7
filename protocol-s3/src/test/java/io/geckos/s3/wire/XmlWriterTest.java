package io.geckos.s3.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class XmlWriterTest {
    @Test
    void writesElementsAndEscapesText() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        XmlWriter.write(
                out,
                xml -> xml.root("List")
                        .open("Item")
                        .element("Name", "<a&\"b\">é😀")
                        .element("Size", 5)
                        .element("Here", true)
                        .element("None", Optional.empty())
                        .close()
                        .close());
        assertEquals(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                        + "<List xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Item>"
                        + "<Name>&lt;a&amp;&quot;b&quot;&gt;é😀</Name><Size>5</Size><Here>true</Here></Item></List>",
                out.toString(UTF_8));
    }

    @Test
    void charactersXmlHasNoPlaceForAreReferences() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        XmlWriter.write(out, xml -> xml.element("Key", "a\0b\r\n\t\u001f\uffff"));
        assertEquals(
                "<Key>a&#0;b&#13;&#10;&#9;&#31;&#65535;</Key>",
                out.toString(UTF_8).split("\n", 2)[1]);
    }
}
