package io.geckos.s3.object;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.domain.security.AccessPolicy.Decision;
import io.geckos.s3.HeldOperations;
import io.geckos.s3.testkit.ServiceClient;
import io.geckos.s3.testkit.ServiceReply;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(HeldOperations.class)
public class ObjectReadTest {
    private static final String LONG_AGO = "Sat, 01 Jan 2000 00:00:00 GMT";
    private static final String TAG = "\"781e5e245d69b566979b86e28d23f2c7\"";

    private final ServiceClient client = ServiceClient.withBucket();

    ObjectReadTest() {
        client.send("PUT", "/bucket/key", "0123456789".getBytes(UTF_8), "content-type", "text/plain")
                .requireStatus(200);
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-3,    0123,       bytes 0-3/10",
        "bytes=3-3,    3,          bytes 3-3/10",
        "bytes=7-,     789,        bytes 7-9/10",
        "bytes=-3,     789,        bytes 7-9/10",
        "bytes=-100,   0123456789, bytes 0-9/10",
        "bytes=0-100,  0123456789, bytes 0-9/10",
        "bytes=8-99999999999999999999, 89, bytes 8-9/10",
        "BYTES=0-0,    0,          bytes 0-0/10",
    })
    void aRangeIsAnsweredWithItsBytes(String range, String bytes, String contentRange) {
        for (String method : new String[] {"GET", "HEAD"}) {
            ServiceReply reply =
                    client.send(method, "/bucket/key", "range", range).requireStatus(206);
            assertEquals(contentRange, reply.header("Content-Range"));
            assertEquals(TAG, reply.header("ETag"));
            assertEquals(method.equals("HEAD") ? "" : bytes, reply.text());
            assertEquals(method.equals("HEAD") ? String.valueOf(bytes.length()) : "", reply.header("Content-Length"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"bytes=3-1", "bytes=", "bytes=-", "bytes=a-b", "lines=0-1", "bytes=0-1,3-4", "bytes 0-1", "-1"})
    void aRangeThatCannotBeUnderstoodIsIgnored(String range) {
        ServiceReply reply = client.send("GET", "/bucket/key", "range", range).requireStatus(200);
        assertEquals("0123456789", reply.text());
        assertEquals("", reply.header("Content-Range"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=10-", "bytes=10-12", "bytes=99999999999999999999-", "bytes=-0"})
    void aRangeBeyondTheEndIsRefused(String range) {
        ServiceReply reply = client.send("GET", "/bucket/key", "range", range).requireStatus(416);
        assertEquals("InvalidRange", reply.element("Code"));
        assertEquals("10", reply.element("ActualObjectSize"));
        assertEquals(range, reply.element("RangeRequested"));
        assertEquals("bytes */10", reply.header("Content-Range"));
    }

    @Test
    void aThousandRangesAreIgnored() {
        assertEquals(
                10,
                client.send("GET", "/bucket/key", "range", "bytes=" + "0-0,".repeat(1000) + "1-1")
                        .bytes()
                        .length);
    }

    @Test
    void nothingHasNoRanges() {
        client.send("PUT", "/bucket/empty").requireStatus(200);
        client.send("GET", "/bucket/empty", "range", "bytes=0-0").requireStatus(416);
        client.send("GET", "/bucket/empty", "range", "bytes=0-").requireStatus(416);
        client.send("GET", "/bucket/empty", "range", "bytes=-0").requireStatus(416);
        for (String method : new String[] {"GET", "HEAD"}) {
            ServiceReply all =
                    client.send(method, "/bucket/empty", "range", "bytes=-5").requireStatus(200);
            assertEquals("", all.header("Content-Range"));
            assertEquals("", all.text());
        }
        assertEquals(0, client.send("GET", "/bucket/empty").requireStatus(200).bytes().length);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "if-match            | TAG      |                     |          | 200",
                "if-match            | *        |                     |          | 200",
                "if-match            | \"x\", TAG |                   |          | 200",
                "if-match            | \"x\"    |                     |          | 412",
                "if-match            | W/TAG    |                     |          | 412",
                "if-none-match       | TAG      |                     |          | 304",
                "if-none-match       | *        |                     |          | 304",
                "if-none-match       | W/TAG    |                     |          | 304",
                "if-none-match       | \"x\"    |                     |          | 200",
                "if-modified-since   | LONG_AGO |                     |          | 200",
                "if-modified-since   | NOW      |                     |          | 304",
                "if-modified-since   | nonsense |                     |          | 200",
                "if-modified-since   | FUTURE   |                     |          | 200",
                "if-unmodified-since | FUTURE   |                     |          | 200",
                "if-unmodified-since | LONG_AGO |                     |          | 412",
                "if-unmodified-since | NOW      |                     |          | 200",
                "if-match            | TAG      | if-unmodified-since | LONG_AGO | 200",
                "if-match            | \"x\"    | if-unmodified-since | NOW      | 412",
                "if-none-match       | TAG      | if-modified-since   | LONG_AGO | 304",
                "if-none-match       | \"x\"    | if-modified-since   | NOW      | 200",
                "if-match            | \"x\"    | if-none-match       | TAG      | 412",
            })
    void conditionsAreDecidedInTheirOrder(
            String name, String value, @Nullable String name2, @Nullable String value2, int status) {
        String now = client.send("HEAD", "/bucket/key").header("Last-Modified");
        for (String method : new String[] {"GET", "HEAD"}) {
            ServiceReply reply = name2 == null || value2 == null
                    ? client.send(method, "/bucket/key", name, meaning(value, now))
                    : client.send(method, "/bucket/key", name, meaning(value, now), name2, meaning(value2, now));
            assertEquals(status, reply.status());
            assertEquals(status == 412 ? "PreconditionFailed" : "", reply.error());
            if (status == 304) {
                assertEquals(TAG, reply.header("ETag"));
                assertEquals(now, reply.header("Last-Modified"));
                assertEquals("", reply.text());
                assertEquals("", reply.header("Content-Length"));
            }
        }
    }

    private static String meaning(String value, String now) {
        return value.replace("TAG", TAG)
                .replace("LONG_AGO", LONG_AGO)
                .replace("NOW", now)
                .replace("FUTURE", "Sat, 01 Jan 2500 00:00:00 GMT");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Sat, 01 Jan 2000 00:00:00 GMT", "Saturday, 01-Jan-00 00:00:00 GMT", "Sat Jan  1 00:00:00 2000"})
    void datesAreReadInAllFormsOfHttp(String date) {
        client.send("GET", "/bucket/key", "if-unmodified-since", date).requireStatus(412);
        client.send("GET", "/bucket/key", "if-modified-since", date).requireStatus(200);
        client.send("GET", "/bucket/key", "if-unmodified-since", date + "x").requireStatus(200);
    }

    @Test
    void aFailedConditionIsNamed() {
        ServiceReply reply = client.send("GET", "/bucket/key", "if-match", "\"x\"");
        assertEquals("If-Match", reply.element("Condition"));
    }

    @Test
    void aRangeOfAnotherVersionIsIgnored() {
        assertEquals(
                "01",
                client.send("GET", "/bucket/key", "range", "bytes=0-1", "if-range", TAG)
                        .text());
        String now = client.send("HEAD", "/bucket/key").header("Last-Modified");
        assertEquals(
                "01",
                client.send("GET", "/bucket/key", "range", "bytes=0-1", "if-range", now)
                        .text());
        for (String other : new String[] {"\"x\"", "W/" + TAG, LONG_AGO, "nonsense"}) {
            assertEquals(
                    "0123456789",
                    client.send("GET", "/bucket/key", "range", "bytes=0-1", "if-range", other)
                            .text());
        }
    }

    @Test
    void aListOfTagsMayComeInSeveralLines() {
        client.send("GET", "/bucket/key", "if-match", "\"x\"", "if-match", TAG).requireStatus(200);
        client.send("GET", "/bucket/key", "if-none-match", TAG, "if-none-match", "\"x\"")
                .requireStatus(304);
        client.send("GET", "/bucket/key", "range", "bytes=0-1", "range", "bytes=2-3")
                .requireStatus(200);
        client.send("GET", "/bucket/key", "expect", "100-continue", "expect", "100-Continue")
                .requireStatus(200);
        client.send("GET", "/bucket/key", "expect", "100-continue, more").requireStatus(417);
    }

    /** Of what a 200 says, a cache needs that again which tells how long it may keep what it has. */
    @Test
    void notModifiedSaysHowLongTheObjectMayBeKept() {
        client.send(
                "PUT", "/bucket/key", "0123456789".getBytes(UTF_8), "cache-control", "max-age=60", "expires", "soon");
        for (String method : new String[] {"GET", "HEAD"}) {
            ServiceReply reply =
                    client.send(method, "/bucket/key", "if-none-match", TAG).requireStatus(304);
            assertEquals("max-age=60", reply.header("Cache-Control"));
            assertEquals("soon", reply.header("Expires"));
            assertEquals("", reply.header("Content-Type"));
            ServiceReply chosen =
                    client.send(method, "/bucket/key?response-cache-control=no-store", "if-none-match", TAG);
            assertEquals("no-store", chosen.requireStatus(304).header("Cache-Control"));
        }
    }

    @ParameterizedTest
    @CsvSource({"x-amz-te, append-md5", "x-amz-checksum-crc32, AAAAAA=="})
    void whatTheAwsSdkForJavaSendsWithEveryReadIsTaken(String header, String value) {
        client.send("GET", "/bucket/key", header, value).requireStatus(200);
    }

    @Test
    void anObjectWrittenInOnePieceHasOnePart() {
        ServiceReply part = client.send("GET", "/bucket/key?partNumber=1").requireStatus(206);
        assertEquals("bytes 0-9/10", part.header("Content-Range"));
        assertEquals("", part.header("x-amz-mp-parts-count"));
        assertEquals(
                "InvalidPartNumber",
                client.send("GET", "/bucket/key?partNumber=2").element("Code"));
        for (String bad : new String[] {"0", "-1", "10001", "x", ""}) {
            assertEquals(
                    "InvalidArgument",
                    client.send("GET", "/bucket/key?partNumber=" + bad).error());
        }
        assertEquals(
                "InvalidRequest",
                client.send("GET", "/bucket/key?partNumber=1", "range", "bytes=0-1")
                        .error());
    }

    @Test
    void aSignedRequestMayChooseHeadersOfTheAnswer() {
        ServiceReply reply = client.send(
                "GET",
                "/bucket/key?response-content-type=a%2Fb&response-cache-control=no-store&response-expires=never"
                        + "&response-content-language=de&response-content-encoding=br"
                        + "&response-content-disposition=attachment%3B%20filename%3D%22x%22");
        assertEquals("a/b", reply.header("Content-Type"));
        assertEquals("no-store", reply.header("Cache-Control"));
        assertEquals("never", reply.header("Expires"));
        assertEquals("de", reply.header("Content-Language"));
        assertEquals("br", reply.header("Content-Encoding"));
        assertEquals("attachment; filename=\"x\"", reply.header("Content-Disposition"));
        String latin1 = "/bucket/key?response-content-disposition=%C3%9Cbersicht";
        assertEquals("\u00dcbersicht", client.send("GET", latin1).header("Content-Disposition"));
        assertEquals(
                "InvalidArgument",
                client.send("GET", "/bucket/key?response-expires=%E6%97%A5").error());
        String split = "/bucket/key?response-content-type=a%0D%0ASet-Cookie%3A%20x";
        assertEquals("InvalidArgument", client.send("GET", split).error());
    }

    @Test
    void anAnonymousRequestMayNot() {
        ServiceClient open = new ServiceClient(client.storage, _ -> Decision.ALLOWED);
        assertEquals(200, open.sendAnonymously("GET", "/bucket/key").status());
        ServiceReply refused = open.sendAnonymously("GET", "/bucket/key?response-content-type=a");
        assertEquals("InvalidRequest", refused.error());
    }

    @Test
    void theVersionCalledNullIsTheObject() {
        assertEquals(
                "0123456789", client.send("GET", "/bucket/key?versionId=null").text());
        client.send("DELETE", "/bucket/key?versionId=null").requireStatus(204);
        assertEquals("NoSuchKey", client.send("GET", "/bucket/key").element("Code"));
        client.send("DELETE", "/bucket/key").requireStatus(204);
    }

    @Test
    void errorsOfHeadHaveNoBody() {
        ServiceReply reply = client.send("HEAD", "/bucket/none").requireStatus(404);
        assertEquals("", reply.text());
        assertEquals("NoSuchKey", reply.error());
        assertEquals("REQUEST", reply.header("x-amz-request-id"));
    }

    @Test
    void everyErrorNamesItsRequestAndWhatItIsAbout() {
        ServiceReply key = client.send("GET", "/bucket/no%20ne");
        assertEquals("no ne", key.element("Key"));
        assertEquals("/bucket/no%20ne", key.element("Resource"));
        assertEquals("REQUEST", key.element("RequestId"));
        assertEquals(key.header("x-amz-id-2"), key.element("HostId"));
        assertEquals("other", client.send("GET", "/other/key").element("BucketName"));
    }
}
