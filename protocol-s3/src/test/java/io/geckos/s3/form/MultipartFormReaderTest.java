package io.geckos.s3.form;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.error.StorageException.ContentMismatch;
import io.geckos.s3.testkit.FormBody;
import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartFormReaderTest {
    private static final int ALLOWANCE = 20 * 1024;

    @Test
    void fieldsAndFileComeInOrder() throws IOException {
        MultipartFormReader reader =
                reader(new FormBody().field("Key", "a/ä").field("empty", "").file("C:\\dir\\f.txt", bytes("x\r\ny")));
        assertEquals(Optional.of(new FormPart("key", Optional.empty())), reader.next());
        assertEquals("a/ä", reader.text());
        assertEquals(Optional.of(new FormPart("empty", Optional.empty())), reader.next());
        assertEquals("", reader.text());
        assertEquals(Optional.of(new FormPart("file", Optional.of("f.txt"))), reader.next());
        assertArrayEquals(bytes("x\r\ny"), reader.stream().readAllBytes());
    }

    @Test
    void aFormMayBeEmpty() {
        assertEquals(Optional.empty(), reader(new FormBody()).next());
    }

    @Test
    void fieldsLeftUnreadAreSkipped() {
        MultipartFormReader reader = reader(new FormBody().field("a", "1").field("b", "2"));
        reader.next();
        assertEquals("b", reader.next().orElseThrow().name());
        assertEquals(Optional.empty(), reader.next());
    }

    /** Every file length around the size of the buffer, so that the delimiter meets its edge at every byte. */
    @Test
    void theDelimiterIsFoundAcrossTheEdgesOfTheBuffer() throws IOException {
        for (int length = 16 * 1024 - 400; length < 16 * 1024 + 10; length++) {
            byte[] content = random(length);
            MultipartFormReader reader = reader(new FormBody().file("f", content));
            reader.next();
            assertArrayEquals(content, reader.stream().readAllBytes(), "length " + length);
        }
    }

    @Test
    void readsOfOneByteAtATimeFindTheSame() throws IOException {
        byte[] content = random(1000);
        InputStream slow = new ByteArrayInputStream(
                new FormBody().field("key", "k").file("f", content).bytes()) {
            @Override
            public synchronized int read(byte[] bytes, int offset, int length) {
                return super.read(bytes, offset, Math.min(length, 1));
            }
        };
        MultipartFormReader reader = new MultipartFormReader(slow, FormBody.BOUNDARY, ALLOWANCE);
        reader.next();
        assertEquals("k", reader.text());
        reader.next();
        assertArrayEquals(content, reader.stream().readAllBytes());
    }

    /** Content that keeps beginning like the delimiter without being it. */
    @Test
    void almostDelimitersAreContent() throws IOException {
        String delimiter = "\r\n--" + FormBody.BOUNDARY;
        StringBuilder content = new StringBuilder();
        for (int i = 1; i < delimiter.length(); i++) {
            content.append(delimiter, 0, i).append(delimiter, 0, i).append('\r');
        }
        byte[] bytes = bytes(content.toString().repeat(20));
        MultipartFormReader reader = reader(new FormBody().file("f", bytes));
        reader.next();
        assertArrayEquals(bytes, reader.stream().readAllBytes());
    }

    @Test
    void theStreamEndsWhenAllThatWasSentHasBeenRead() throws IOException {
        byte[] body = new FormBody()
                .file("f", bytes("x"))
                .field("later", "y")
                .raw("junk")
                .bytes();
        ByteArrayInputStream in = new ByteArrayInputStream(body);
        MultipartFormReader reader = new MultipartFormReader(in, FormBody.BOUNDARY, ALLOWANCE);
        reader.next();
        InputStream file = reader.stream();
        assertArrayEquals(bytes("x"), file.readAllBytes());
        assertEquals(0, in.available());
        assertEquals(-1, file.read());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "--",
                "--B",
                "--B\r\n",
                "--B\r\nContent-Disposition: form-data; name=a\r\n\r\nx",
                "--Bx\r\n",
                "--B\nContent-Disposition: form-data; name=a\n\n\n--B--"
            })
    void whatIsNoFormIsMalformed(String body) {
        MultipartFormReader reader = new MultipartFormReader(new ByteArrayInputStream(bytes(body)), "B", ALLOWANCE);
        assertMalformed(() -> {
            reader.next();
            reader.text();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Content-Type: text/plain",
                "Content-Disposition: attachment; name=a",
                "Content-Disposition: form-data",
                "Content-Disposition: form-data; name",
                "Content-Disposition: form-data; name=\"a",
                "Content-Disposition: form-data; name=\"a\"b",
                "Content-Disposition: form-data; name=a; name=b",
                ": x",
                "x"
            })
    void aPartThatIsNoFieldIsMalformed(String header) {
        String lines = header.isEmpty() ? "" : header + "\r\n";
        assertMalformed(() -> new MultipartFormReader(
                        new ByteArrayInputStream(bytes("--B\r\n" + lines + "\r\nx\r\n--B--")), "B", ALLOWANCE)
                .next());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name=a; filename=b.txt         | a | b.txt",
                "NAME=A; FileName=\"B.txt\"     | a | B.txt",
                "name=\"a;b\"; filename=\"c;d\" | a;b | c;d",
                "name=\"a\";filename=\"x\\\"y\" | a | x\"y",
                "name=\"a\"; filename=\"/d/e/\" | a | ''",
            })
    void namesAreReadAsBrowsersWriteThem(String parameters, String name, String filename) {
        MultipartFormReader reader = reader(new FormBody().part("form-data; " + parameters, bytes("x")));
        assertEquals(Optional.of(new FormPart(name, Optional.of(filename))), reader.next());
    }

    @Test
    void aPartInAnotherEncodingIsNotImplemented() {
        MultipartFormReader reader =
                reader(new FormBody().part("form-data; name=a\r\nContent-Transfer-Encoding: base64", bytes("eA==")));
        assertEquals(
                S3Error.NotImplemented,
                assertThrows(S3Exception.class, reader::next).error());
    }

    @Test
    void bytesThatAreNotUtf8AreMalformed() {
        MultipartFormReader reader = reader(new FormBody().part("form-data; name=a", new byte[] {(byte) 0xff}));
        reader.next();
        assertMalformed(reader::text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"preamble", "field", "header", "names"})
    void whatComesBeforeTheFileIsLimited(String where) {
        String much = "x".repeat(ALLOWANCE + 100);
        FormBody form = switch (where) {
            case "preamble" -> new FormBody().raw(much).raw("\r\n").field("a", "b");
            case "field" -> new FormBody().field("a", much);
            case "header" -> new FormBody().part("form-data; name=a" + "\r\nX: y".repeat(ALLOWANCE / 4), bytes(""));
            default -> names();
        };
        MultipartFormReader reader = reader(form);
        S3Exception refusal = assertThrows(S3Exception.class, () -> {
            while (reader.next().isPresent()) {
                assertTrue(reader.text().length() <= 2 * ALLOWANCE);
            }
        });
        assertEquals(S3Error.MaxPostPreDataLengthExceededError, refusal.error());
    }

    private static FormBody names() {
        FormBody form = new FormBody();
        for (int i = 0; i < 300; i++) {
            form.field("n" + i, "");
        }
        return form;
    }

    @Test
    void aHeaderLineIsLimited() {
        MultipartFormReader reader = reader(new FormBody().part("form-data; name=" + "x".repeat(5000), bytes("")));
        assertMalformed(reader::next);
    }

    @Test
    void anErrorOfTheWireIsNoMalformedForm() {
        InputStream broken = new FilterInputStream(InputStream.nullInputStream()) {
            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                throw new IOException("reset");
            }
        };
        MultipartFormReader reader = new MultipartFormReader(broken, "B", ALLOWANCE);
        assertThrows(ContentMismatch.class, reader::next);
    }

    private static void assertMalformed(Runnable read) {
        assertEquals(
                S3Error.MalformedPOSTRequest,
                assertThrows(S3Exception.class, read::run).error());
    }

    private static MultipartFormReader reader(FormBody form) {
        return new MultipartFormReader(new ByteArrayInputStream(form.bytes()), FormBody.BOUNDARY, ALLOWANCE);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        Arrays.fill(bytes, length / 2, Math.min(length, length / 2 + 50), (byte) '\r');
        return bytes;
    }
}
