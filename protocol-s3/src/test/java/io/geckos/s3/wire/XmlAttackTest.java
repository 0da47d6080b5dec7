package io.geckos.s3.wire;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.domain.checksum.ContentHasher;
import io.geckos.s3.testkit.ServiceClient;
import io.geckos.s3.testkit.ServiceReply;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation that reads a document, with every document that is meant to harm its reader. */
class XmlAttackTest {
    /** Method and address by the root of the document it reads. */
    private static final Map<String, List<String>> READERS = new TreeMap<>(Map.of(
            "CreateBucketConfiguration", List.of("PUT", "/fresh"),
            "CORSConfiguration", List.of("PUT", "/bucket?cors"),
            "Delete", List.of("POST", "/bucket?delete"),
            "Tagging", List.of("PUT", "/bucket?tagging"),
            "CompleteMultipartUpload", List.of("POST", "/bucket/key?uploadId=")));

    private final ServiceClient client = ServiceClient.withBucket();

    static Stream<Arguments> attacks() {
        return READERS.keySet().stream()
                .flatMap(root -> documents(root).entrySet().stream()
                        .map(attack -> Arguments.of(root, attack.getKey(), attack.getValue())));
    }

    private static Map<String, byte[]> documents(String root) {
        String open = "<" + root + ">";
        String close = "</" + root + ">";
        Map<String, byte[]> documents = new TreeMap<>();
        documents.put("a document type", utf8("<!DOCTYPE a>" + open + close));
        documents.put(
                "an external entity",
                utf8("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>" + open + "&x;" + close));
        documents.put(
                "an external document type", utf8("<!DOCTYPE a SYSTEM \"http://127.0.0.1:9/x.dtd\">" + open + close));
        documents.put("a billion laughs", utf8(laughs() + open + "&l9;" + close));
        documents.put("an unknown entity", utf8(open + "&x;" + close));
        documents.put("10,000 levels", utf8(open + "<a>".repeat(10_000) + "</a>".repeat(10_000) + close));
        documents.put("10,000 levels without an end", utf8(open + "<a>".repeat(10_000)));
        documents.put("more bytes than any document has", utf8(open + " ".repeat(9 << 20) + close));
        documents.put("UTF-16", ("<?xml version=\"1.0\" encoding=\"UTF-16\"?>" + open + close).getBytes(UTF_16));
        documents.put("another root", utf8("<Other/>"));
        documents.put("two roots", utf8(open + close + open + close));
        documents.put("an element twice", utf8(open + "<Same/><Same/>" + close));
        documents.put("no end", utf8(open));
        documents.put("no document", utf8("key=value"));
        documents.put("bytes that are no text", new byte[] {'<', (byte) 0xff, (byte) 0xfe, 0, '>'});
        return documents;
    }

    private static String laughs() {
        StringBuilder entities = new StringBuilder("<!DOCTYPE a [<!ENTITY l0 \"lol\">");
        for (int i = 1; i < 10; i++) {
            entities.append("<!ENTITY l").append(i).append(" \"");
            entities.repeat("&l" + (i - 1) + ";", 10).append("\">");
        }
        return entities.append("]>").toString();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(UTF_8);
    }

    @ParameterizedTest(name = "{1} to {0}")
    @MethodSource("attacks")
    void attacksAreMalformed(String root, String attack, byte[] document) {
        List<String> reader = READERS.getOrDefault(root, List.of());
        String uri = reader.get(1).endsWith("uploadId=") ? reader.get(1) + uploadId() : reader.get(1);
        ContentHasher hasher = new ContentHasher(Set.of(ChecksumAlgorithm.CRC32));
        hasher.update(ByteBuffer.wrap(document));
        String crc32 = hasher.finish().checksums().getFirst().value();
        String header = root.equals("CompleteMultipartUpload") ? "x-ignored" : "x-amz-checksum-crc32";
        ServiceReply reply = client.send(reader.get(0), uri, document, header, crc32);
        assertEquals("MalformedXML", reply.error(), attack);
        assertEquals(400, reply.status());
        assertEquals(List.of("bucket"), client.send("GET", "/").elements("Name"));
    }

    private String uploadId() {
        return client.send("POST", "/bucket/key?uploads").element("UploadId");
    }
}
