package io.geckos.domain.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PercentEncodingTest {
    @Test
    void allButUnreservedIsEncoded() {
        assertEquals("a-Z0._~%2F%2B%20%25%C3%A9", PercentEncoding.encode("a-Z0._~/+ %é"));
        assertEquals("a/b%20c", PercentEncoding.encodePath("a/b c"));
    }

    @ParameterizedTest
    @CsvSource({"/a%2fb,/a%2Fb", "/%61,/a", "/a+b,/a%2Bb", "/é,/%C3%A9", "/100%,/100%", "/%25,/%25", "/a/b,/a/b"})
    void aPathHasOneSpelling(String raw, String canonical) {
        assertEquals(canonical, PercentEncoding.canonicalPath(raw));
    }

    @ParameterizedTest
    @CsvSource({"a+b,a%20b,a b", "%2b,%2B,+", "/,%2F,/", "%zz,%zz,%zz", "%ff,%FF,\uFFFD"})
    void aPieceOfAQueryHasOneSpellingWhichIsDecoded(String raw, String canonical, String decoded) {
        assertEquals(canonical, PercentEncoding.canonicalQueryComponent(raw));
        assertEquals(decoded, PercentEncoding.decodeCanonical(canonical));
    }

    @Test
    void plusIsASpaceInQueriesOnly() {
        assertEquals(Optional.of("a b+c"), PercentEncoding.decode("a+b%2Bc", true));
        assertEquals(Optional.of("a+b+c"), PercentEncoding.decode("a+b%2Bc", false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%4", "%zz", "a b", "é", "%ff", "\u007f", "%c3"})
    void whatCannotBeDecodedIsNotGuessed(String raw) {
        assertEquals(Optional.empty(), PercentEncoding.decode(raw, true));
    }
}
