package io.geckos.s3.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EncodedWordsTest {
    @ParameterizedTest
    @CsvSource({
        "plain, plain",
        "'', ''",
        "=?UTF-8?Q?plain?=, =?UTF-8?Q?plain?=",
        "gr\u00fcn, =?UTF-8?Q?gr=C3=BCn?=",
        "gr\u00fcn und rot_1=2?, =?UTF-8?Q?gr=C3=BCn_und_rot=5F1=3D2=3F?=",
        "\u00fc\u00e4, =?UTF-8?Q?=C3=BC=C3=A4?=",
        "\u65e5\u672c\u8a9e, =?UTF-8?Q?=E6=97=A5=E6=9C=AC=E8=AA=9E?=",
        "' a', =?UTF-8?Q?_a?=",
        "\ud83d\ude00, =?UTF-8?Q?=F0=9F=98=80?=",
    })
    void textBeyondAsciiIsAnsweredInWords(String text, String value) {
        assertEquals(value, EncodedWords.encode(text));
    }

    @ParameterizedTest
    @CsvSource({
        "=?UTF-8?Q?gr=C3=BCn?=, gr\u00fcn",
        "=?utf-8?q?gr=c3=bcn?=, gr\u00fcn",
        "=?UTF-8?B?Z3LDvG4=?=, gr\u00fcn",
        "=?ISO-8859-1?Q?gr=FCn_a?=, gr\u00fcn a",
        "a =?UTF-8?Q?b?= c, a b c",
        "=?UTF-8?Q?a?= =?UTF-8?B?Yg==?=, ab",
        "=?UTF-8?Q?a?= =?UTF-8?Q?, a =?UTF-8?Q?",
        "=?UTF-8?Q??=, ''",
    })
    void wordsAreDecoded(String value, String text) {
        assertEquals(text, EncodedWords.decode(value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a? =? b",
                "=?UTF-8?Q?gr=C3?=",
                "=?UTF-8?Q?=C?=",
                "=?UTF-8?Q?=ZZ?=",
                "=?UTF-8?Q?=?=",
                "=?UTF-8?B?!?=",
                "=?UTF-8?B?w7z_?=",
                "=?no-charset?Q?a?=",
                "=?+?Q?a?=",
                "=?UTF-8?X?a?=",
                "=?UTF-8?Q?a b?=",
                "=?UTF-8?Q?gr\u00fcn?=",
                "=?UTF-8?Q?a=0D=0Ab?=",
                "=?UTF-8?B?AA==?=",
                "=?UTF-8?Q?a?= =?UTF-8?Q?=FF?=",
                "=?CESU-8?Q?=ED=A0=80?=",
                "=?UTF-32BE?Q?=00=00=D8=00?=",
                "a =?UTF-8?Q?b?= =?CESU-8?Q?=ED=B0=80?=",
            })
    void malformedWordsStayAsTheyAre(String value) {
        assertEquals(value, EncodedWords.decode(value));
    }

    @Test
    void bytesAreUtf8IfTheyCanBe() {
        assertEquals("gr\u00fcn", EncodedWords.ofHeader("gr\u00c3\u00bcn"));
        assertEquals("gr\u00fcn", EncodedWords.ofHeader("gr\u00fcn"));
        assertEquals("\u00fc\u00c3\u00bc", EncodedWords.ofHeader("\u00fc\u00c3\u00bc"), "not all of it is UTF-8");
        assertEquals("gr\u00fcn", EncodedWords.ofHeader("=?UTF-8?Q?gr=C3=BCn?="));
    }

    /** Others may refuse longer words, and cannot decode one that ends within a character. */
    @ParameterizedTest
    @ValueSource(strings = {"\u00fc", "a\u00fcbc", "\u65e5", "\ud83d\ude00", "abc \ud83d\ude00 "})
    void longTextIsSplitIntoWordsAndComesBack(String piece) {
        for (int count = 1; count < 120; count++) {
            String text = piece.repeat(count);
            String value = EncodedWords.encode(text);
            for (String word : List.of(value.split(" "))) {
                assertTrue(word.length() <= 75, word);
                assertNotEquals(word, EncodedWords.decode(word));
            }
            assertEquals(text, EncodedWords.decode(value));
        }
    }
}
