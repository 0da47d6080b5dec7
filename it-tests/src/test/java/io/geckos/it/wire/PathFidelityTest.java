package io.geckos.it.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.it.testkit.RawHttp.Reply;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The path on the wire is the key, byte for byte: nothing resolves, merges, strips or decodes it twice. */
class PathFidelityTest extends OpenServerTest {
    @BeforeAll
    void prepare() throws Exception {
        assertEquals(200, send("PUT", "/paths", "").status());
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    a//b,                 a//b
                    /lead,                /lead
                    //,                   //
                    a/../b,               a/../b
                    a/./b,                a/./b
                    ..,                   ..
                    ../../etc/passwd,     ../../etc/passwd
                    %2E%2E/up,            ../up
                    a;v=1,                a%3Bv%3D1
                    a;/b,                 a%3B/b
                    slash%2Fed,           slash/ed
                    nul%00nul,            nul%00nul
                    percent%2525,         percent%2525
                    plus+plus,            plus%2Bplus
                    space%20space,        space%20space
                    euro%E2%82%AC,        euro%E2%82%AC
                    clef%F0%9D%84%9E,     clef%F0%9D%84%9E
                    line%0D%0Abreak,      line%0D%0Abreak
                    query%3Fx%3D1,        query%3Fx%3D1
                    hash%23tag,           hash%23tag
                    """)
    void thePathIsTheKey(String path, String listed) throws Exception {
        assertEquals(200, send("PUT", "/paths/" + path, "at " + path).status());
        assertEquals("at " + path, send("GET", "/paths/" + path, "").text());
        Reply page = send("GET", "/paths?list-type=2&encoding-type=url", "");
        assertTrue(page.text().contains("<Key>" + listed + "</Key>"), page.text());
        assertEquals("1", page.element("KeyCount"), page.text());
        assertEquals(204, send("DELETE", "/paths/" + path, "").status());
    }

    /** Each slash is a directory, and walks go all the way down. */
    @Test
    void aKeyAsDeepAsCanBeIsListedAndKeepsItsBucket() throws Exception {
        assertEquals(200, send("PUT", "/deep", "").status());
        String key = "/".repeat(1024);
        assertEquals(200, send("PUT", "/deep/" + key, "").status());
        Reply page = send("GET", "/deep?list-type=2&delimiter=/", "");
        assertTrue(page.text().contains("<CommonPrefixes><Prefix>/</Prefix></CommonPrefixes>"), page.text());
        assertEquals("BucketNotEmpty", send("DELETE", "/deep", "").code());
        assertEquals(204, send("DELETE", "/deep/" + key, "").status());
        assertEquals(204, send("DELETE", "/deep", "").status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"%zz", "%", "%4", "%FF", "%C0%AF", "%ED%A0%80", "a%"})
    void aPathThatIsNoUtf8IsRefused(String path) throws Exception {
        Reply reply = send("PUT", "/paths/" + path, "x");
        assertEquals(400, reply.status());
        assertEquals("InvalidURI", reply.code(), reply.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a|b", "a^b", "a[b]", "a\\b", "a\"b", "a<b>", "a{b}", "a`b"})
    void aPathWithCharactersThatNoUriHasIsAKeyOrRefusedByS3(String path) throws Exception {
        Reply reply = send("PUT", "/paths/" + path, "x");
        if (reply.status() == 200) {
            assertEquals("x", send("GET", "/paths/" + path, "").text());
            assertEquals(204, send("DELETE", "/paths/" + path, "").status());
        } else {
            assertEquals("InvalidURI", reply.code(), reply.text());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1024, 1025})
    void aKeyHasAtMost1024Bytes(int length) throws Exception {
        Reply reply = send("PUT", "/paths/" + "%C3%A4".repeat(length / 2) + "x".repeat(length % 2), "x");
        assertEquals(length <= 1024 ? 200 : 400, reply.status());
        assertEquals(length <= 1024 ? "" : "KeyTooLongError", reply.code());
        send("DELETE", "/paths/" + "%C3%A4".repeat(length / 2), "");
    }
}
