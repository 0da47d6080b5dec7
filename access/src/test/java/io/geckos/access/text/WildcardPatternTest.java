package io.geckos.access.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WildcardPatternTest {
    private static final Map<String, String> VALUES = Map.of("name", "al*ce");

    private static boolean matches(String pattern, String text) {
        return WildcardPattern.parse(pattern, WildcardPattern.Syntax.WILDCARDS_AND_VARIABLES, _ -> true)
                .matches(text, name -> Optional.ofNullable(VALUES.get(name)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            true ~ * ~ ``
            true ~ a*c ~ abbbc
            false ~ a*c ~ abbbcd
            true ~ *a*b*c* ~ xxaxxbxxcxx
            false ~ *a*b*c* ~ xxaxxcxxbxx
            true ~ a?c ~ abc
            true ~ a?c ~ a😀c
            false ~ a??c ~ a😀c
            false ~ *?? ~ 😀
            true ~ ${name}/* ~ al*ce/x
            false ~ ${name}/* ~ alice/x
            false ~ ${none}/* ~ /x
            true ~ ${none,'d'}/* ~ d/x
            true ~ ${*}${?}${$} ~ *?$
            false ~ ${*} ~ a
            true ~ $a ~ $a
            true ~ a*** ~ a
            """)
    void wildcardsStandForCharacters(boolean expected, String pattern, String text) {
        assertEquals(expected, matches(pattern, text));
    }

    /** All patterns of up to five characters with all texts of up to six. */
    @Test
    void everyShortPatternMatchesWhatItsRegularExpressionMatches() {
        List<String> texts = words("ab", 6);
        for (String pattern : words("ab*?", 5)) {
            Pattern expression = Pattern.compile(pattern.replace("*", ".*").replace('?', '.'));
            for (String text : texts) {
                assertEquals(expression.matcher(text).matches(), matches(pattern, text), () -> pattern + " " + text);
            }
        }
    }

    private static List<String> words(String letters, int longest) {
        List<String> words = new ArrayList<>(List.of(""));
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.length() < longest) {
                letters.chars().forEach(letter -> words.add(word + (char) letter));
            }
        }
        return words;
    }

    /** The work is that of the lengths together: this would take hours if each place were tried. */
    @Test
    void aTextThatNearlyMatchesAtEveryPlaceIsReadOnce() {
        String letters = "a".repeat(1_000_000);
        assertEquals(false, matches("*" + letters + "b*", letters + letters));
        assertEquals(true, matches("*" + letters + "b*", letters + letters + "b"));
    }

    @Test
    void noMoreIsPutTogetherThanTheTextIsLong() {
        WildcardPattern pattern = WildcardPattern.parse(
                "a*" + "${name}".repeat(1000), WildcardPattern.Syntax.WILDCARDS_AND_VARIABLES, _ -> true);
        String value = "a".repeat(10_000_000);
        assertEquals(false, pattern.matches(value, _ -> Optional.of(value)));
        assertEquals(true, pattern.matches("a".repeat(1001), _ -> Optional.of("a")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*?${name}*", "a*${name}b?*c", "*${name}*a${name}?*"})
    void aVariableAndOneCharacterBetweenTwoStarsAreRefused(String pattern) {
        assertThrows(IllegalArgumentException.class, () -> matches(pattern, "a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"?${name}*", "*?*${name}*", "*?${name}", "*${?}${name}*"})
    void aVariableAndOneCharacterAreTakenElsewhere(String pattern) {
        assertEquals(true, matches(pattern, "?al*ce"));
    }

    @Test
    void manyStarsTakeNoLongerThanTheProductOfTheLengths() {
        assertEquals(false, matches("*a".repeat(500) + "b", "a".repeat(1000)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            true ~ arn:aws:iam::*:user/* ~ arn:aws:iam::1:user/a:b
            false ~ arn:* ~ arn:aws:iam::1:user/a
            true ~ *:*:*:*:*:* ~ arn:aws:iam::1:user/a
            false ~ arn:aws:iam::1:user ~ arn:aws:iam::1
            false ~ arn:aws:iam::1 ~ arn:aws:iam::1:user
            """)
    void aWildcardOfAnArnStaysInItsPart(boolean expected, String pattern, String arn) {
        assertEquals(expected, WildcardPattern.of(pattern).matchesArn(arn, Variables.NONE));
    }
}
