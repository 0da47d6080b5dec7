package io.geckos.s3.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.geckos.domain.text.PercentEncoding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryParametersTest {
    @Test
    void keysAndValuesAreDecoded() {
        QueryParameters query = QueryParameters.parse("acl&&prefix=a%26b+c%2B=d&delimiter=&%6Darker=x");
        assertEquals(Map.of("acl", "", "prefix", "a&b c+=d", "delimiter", "", "marker", "x"), query.parameters());
        assertEquals(Optional.empty(), query.nonEmpty("delimiter"));
        assertFalse(query.keys().contains("absent"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%", "%ff=1", "a=%C0%AF", "a=\u00e9", "a b"})
    void whatCannotBeDecodedIsRefused(String raw) {
        assertRefused(S3Error.InvalidURI, () -> QueryParameters.parse(raw));
    }

    @Test
    void aParameterComesOnce() {
        assertRefused(S3Error.InvalidArgument, () -> QueryParameters.parse("prefix=a&prefix=a"));
    }

    @Test
    void numbersAreChecked() {
        QueryParameters query = QueryParameters.parse("none=&ok=12&zero=0&negative=-1&text=1a&huge=2147483648");
        assertEquals(7, query.number("absent", 1, 7));
        assertEquals(7, query.number("none", 1, 7));
        assertEquals(12, query.number("ok", 1, 7));
        assertEquals(0, query.number("zero", 0, 7));
        for (String bad : List.of("zero", "negative", "text", "huge")) {
            assertRefused(S3Error.InvalidArgument, () -> query.number(bad, 1, 7));
        }
    }

    @Test
    void truthIsChecked() {
        QueryParameters query = QueryParameters.parse("yes=true&no=false&other=1");
        assertEquals(true, query.bool("yes"));
        assertEquals(false, query.bool("no"));
        assertEquals(false, query.bool("absent"));
        assertRefused(S3Error.InvalidArgument, () -> query.bool("other"));
    }

    @Test
    void presignedRequestsMayCarryHeadersInTheirQuery() {
        QueryParameters query =
                QueryParameters.parse("X-Amz-Signature=ab&x-amz-meta-colour=blue&X-Amz-Checksum-Mode=ENABLED");
        RequestHeaders headers = RequestHeaders.of(Map.of("host", List.of("localhost")), query);
        assertEquals(Map.of("colour", "blue"), headers.withPrefix("x-amz-meta-"));
        assertEquals(Optional.of("ENABLED"), headers.get("x-amz-checksum-mode"));
        assertEquals(Optional.empty(), headers.get("x-amz-signature"));
        Map<String, List<String>> wire = Map.of("x-amz-meta-colour", List.of("red"));
        assertRefused(S3Error.InvalidArgument, () -> RequestHeaders.of(wire, query));
    }

    @Test
    void presignedRequestsMayCarryConditionsInTheirQuery() {
        Map<String, List<String>> host = Map.of("host", List.of("localhost"));
        QueryParameters signed = QueryParameters.parse(
                "X-Amz-Signature=ab&If-None-Match=%2A&if-match=b&If-Modified-Since=c&if-unmodified-since");
        RequestHeaders headers = RequestHeaders.of(host, signed);
        assertEquals(Optional.of("*"), headers.get("if-none-match"));
        assertEquals(Optional.of("b"), headers.get("if-match"));
        assertEquals(Optional.of("c"), headers.get("if-modified-since"));
        assertEquals(Optional.of(""), headers.get("if-unmodified-since"));
        Map<String, List<String>> wire = Map.of("if-none-match", List.of("*"));
        assertRefused(S3Error.InvalidArgument, () -> RequestHeaders.of(wire, signed));
        QueryParameters unsigned = QueryParameters.parse("If-None-Match=%2A");
        assertFalse(RequestHeaders.of(host, unsigned).has("if-none-match"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\rb", "a\nb", "a\u0000", "\u007f", "\u00e9\nb"})
    void valuesThatCouldSplitAnAnswerAreRefused(String value) {
        Map<String, List<String>> wire = Map.of("x-amz-meta-a", List.of(value));
        assertRefused(S3Error.InvalidArgument, () -> RequestHeaders.of(wire, QueryParameters.parse("")));
        assertRefused(S3Error.InvalidArgument, () -> RequestHeaders.of(Map.of("x-amz-meta-a", value)));
        QueryParameters query = QueryParameters.parse("x-amz-meta-a=" + PercentEncoding.encode(value));
        assertRefused(S3Error.InvalidArgument, () -> RequestHeaders.of(Map.of(), query));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a: b", "a\r", "a\r\nb", "a b", "\u00e4", "a\"", "(a)", "a\u0000"})
    void namesOfUserMetadataAreNamesOfHeaders(String name) {
        assertRefused(S3Error.InvalidArgument, () -> RequestHeaders.of(Map.of("x-amz-meta-" + name, "b")));
        QueryParameters query = QueryParameters.parse("x-amz-meta-" + PercentEncoding.encode(name) + "=b");
        assertRefused(S3Error.InvalidArgument, () -> RequestHeaders.of(Map.of(), query));
    }

    @ParameterizedTest
    @CsvSource({
        "gr\u00c3\u00bcn, gr\u00fcn",
        "gr\u00fcn, gr\u00fcn",
        "=?UTF-8?Q?gr=C3=BCn?=, gr\u00fcn",
        "=?UTF-8?Q?gr=C3=?=, =?UTF-8?Q?gr=C3=?=",
    })
    void userMetadataIsUnicodeHoweverItCame(String wire, String value) {
        RequestHeaders headers = RequestHeaders.of(Map.of("x-amz-meta-a", List.of(wire)), QueryParameters.parse(""));
        assertEquals(Optional.of(value), headers.get("x-amz-meta-a"));
        assertEquals(
                Optional.of(value),
                RequestHeaders.of(Map.of("x-amz-meta-a", value)).get("x-amz-meta-a"));
        QueryParameters query = QueryParameters.parse("x-amz-meta-a=" + PercentEncoding.encode(value));
        assertEquals(Optional.of(value), RequestHeaders.of(Map.of(), query).get("x-amz-meta-a"));
    }

    @Test
    void otherHeadersOfS3AreInAscii() {
        assertRefused(S3Error.InvalidArgument, () -> RequestHeaders.of(Map.of("x-amz-tagging", "a=\u00e4")));
    }

    @Test
    void linesOfOneHeaderAreJoined() {
        Map<String, List<String>> wire = Map.of("x-amz-meta-a", List.of("1", "2"));
        assertEquals(
                Optional.of("1,2"),
                RequestHeaders.of(wire, QueryParameters.parse("")).get("x-amz-meta-a"));
    }

    private static void assertRefused(S3Error error, Runnable action) {
        assertEquals(error, assertThrows(S3Exception.class, action::run).error());
    }
}
