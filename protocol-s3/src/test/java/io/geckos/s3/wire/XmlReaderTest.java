package io.geckos.s3.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.geckos.domain.checksum.ContentHasher;
import io.geckos.s3.body.HashedRequestBody;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XmlReaderTest {
    @Test
    void readsElementsAndText() {
        String document =
                "<?xml version='1.0' encoding='UTF-8'?>\n<!-- c --><List xmlns='urn:x'> <Item><Name>a&amp;&#98;<![CDATA[<c>]]></Name></Item>\n"
                        + "<Item> <Name/> </Item><On>true</On></List> <!-- end -->";
        assertEquals(List.of("a&b<c>", "", "true"), read(document));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "text",
                "<List>",
                "<List></Liste>",
                "<Other/>",
                "<List/><List/>",
                "<List/>text",
                "<List>text</List>",
                "<List><Unknown/></List>",
                "<List><On>true</On><On>true</On></List>",
                "<List><On>maybe</On></List>",
                "<List><On>true<b/></On></List>",
                "<List><Item><Name>a</Name><Name>b</Name></Item></List>",
                "<List a='1' a='2'/>",
                "<List><Item><Name>&undefined;</Name></Item></List>",
                "<List><Item><Name>&#0;</Name></Item></List>",
                "<!DOCTYPE List><List/>",
                "<!DOCTYPE List [<!ENTITY a 'b'>]><List><Item><Name>&a;</Name></Item></List>",
                "<!DOCTYPE List SYSTEM 'http://127.0.0.1:1/x.dtd'><List/>",
                "<!DOCTYPE List [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><List><Item><Name>&x;</Name></Item></List>",
                "<?xml version='1.0' encoding='UTF-16'?><List/>",
                "<?xml version='1.0' encoding='ISO-8859-1'?><List/>",
            })
    void whatIsNotWellFormedOrNotExpectedIsMalformed(String document) {
        assertMalformed(document.getBytes(UTF_8));
    }

    @Test
    void onlyUtf8IsRead() {
        assertMalformed("<List/>".getBytes(UTF_16));
        assertMalformed(new byte[] {'<', 'L', 'i', 's', 't', '>', (byte) 0xff, '<', '/', 'L', 'i', 's', 't', '>'});
    }

    @Test
    void byteOrderMarkIsNoText() {
        assertEquals(List.of("a"), read("\uFEFF<List><Item><Name>a</Name></Item></List>"));
    }

    /** The JDK's parser prints some of it, and has no words for some. */
    @Test
    void rubbishIsRefusedAndNothingPrinted() {
        List<byte[]> seeds = List.of(
                "<?xml version='1.0' encoding='UTF-8'?><List><Item><Name>a&amp;<![CDATA[<c>]]></Name></Item></List>"
                        .getBytes(UTF_8),
                "<!DOCTYPE List [<!ENTITY x SYSTEM 'file:///nowhere'>]><List>&x;</List>".getBytes(UTF_8),
                "<?xml version='3'?><List/>".getBytes(UTF_8),
                "<List>\u00e9</List>".getBytes(ISO_8859_1));
        Random random = new Random(1);
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream before = System.err;
        System.setErr(new PrintStream(printed, true, UTF_8));
        try {
            for (int i = 0; i < 20_000; i++) {
                byte[] rubbish = seeds.get(i % seeds.size()).clone();
                for (int changes = random.nextInt(4); changes >= 0; changes--) {
                    rubbish[random.nextInt(rubbish.length)] = (byte) random.nextInt(256);
                }
                try {
                    XmlReader.read(stream(rubbish), XmlReaderTest::parse);
                } catch (S3Exception e) {
                    assertEquals(S3Error.MalformedXML, e.error());
                }
            }
        } finally {
            System.setErr(before);
        }
        assertEquals("", printed.toString(UTF_8));
    }

    @Test
    void depthIsLimited() {
        String document = "<Deep>".repeat(10_000) + "</Deep>".repeat(10_000);
        assertEquals(
                S3Error.MalformedXML,
                assertThrows(
                                S3Exception.class,
                                () -> XmlReader.read(stream(document.getBytes(UTF_8)), xml -> {
                                    xml.root("Deep");
                                    int depth = 0;
                                    while (xml.nextChild()) {
                                        depth++;
                                    }
                                    return depth;
                                }))
                        .error());
    }

    @Test
    void aThousandLaughsAreNotHeard() {
        StringBuilder document = new StringBuilder("<!DOCTYPE List [<!ENTITY l0 'ha'>");
        for (int i = 1; i < 10; i++) {
            document.append("<!ENTITY l").append(i).append(" '");
            document.append(("&l" + (i - 1) + ";").repeat(10)).append("'>");
        }
        assertMalformed(document.append("]><List><Item><Name>&l9;</Name></Item></List>")
                .toString()
                .getBytes(UTF_8));
    }

    @Test
    void sizeIsLimited() {
        byte[] document = ("<List><On>true</On>" + " ".repeat(1000) + "</List>").getBytes(UTF_8);
        assertEquals(List.of("true"), XmlReader.read(limited(document, document.length), XmlReaderTest::parse));
        assertThrows(
                S3Exception.class, () -> XmlReader.read(limited(document, document.length - 1), XmlReaderTest::parse));
    }

    private static InputStream limited(byte[] document, int limit) {
        return new HashedRequestBody(stream(document), new ContentHasher(Set.of()), limit);
    }

    private static InputStream stream(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }

    private static List<String> read(String document) {
        return XmlReader.read(stream(document.getBytes(UTF_8)), XmlReaderTest::parse);
    }

    private static void assertMalformed(byte[] document) {
        S3Exception refusal =
                assertThrows(S3Exception.class, () -> XmlReader.read(stream(document), XmlReaderTest::parse));
        assertEquals(S3Error.MalformedXML, refusal.error());
    }

    private static List<String> parse(XmlReader xml) throws XMLStreamException {
        List<String> found = new ArrayList<>();
        xml.root("List");
        while (xml.nextChild("Item")) {
            switch (xml.name()) {
                case "Item" -> found.add(item(xml));
                case "On" -> found.add(String.valueOf(xml.bool()));
                default -> throw xml.unexpected();
            }
        }
        return found;
    }

    private static String item(XmlReader xml) throws XMLStreamException {
        String name = "";
        while (xml.nextChild()) {
            name = xml.text();
        }
        return name;
    }
}
