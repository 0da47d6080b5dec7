package io.geckos.s3.lifecycle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.s3.testkit.MultipartSession;
import io.geckos.s3.testkit.ServiceReply;
import io.geckos.s3.testkit.VersionedBucket;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Answers say when a current version expires or an upload is aborted, and by which rule. */
class LifecycleHeadersTest {
    private static final String DATED = "expiry-date=\"Wed, 01 Jan 2070 00:00:00 GMT\", rule-id=\"old%20logs\"";
    private static final String ON_A_DAY = "<Expiration><Date>2070-01-01T00:00:00Z</Date></Expiration>";

    private final VersionedBucket bucket = VersionedBucket.enabled();

    private void rule(String filter, String actions) {
        bucket.sendDocument(
                        "PUT",
                        "?lifecycle",
                        "<LifecycleConfiguration><Rule><ID>old logs</ID><Filter>" + filter
                                + "</Filter><Status>Enabled</Status>" + actions + "</Rule></LifecycleConfiguration>")
                .requireStatus(200);
    }

    private static String expiration(ServiceReply reply) {
        return reply.header(LifecycleHeaders.EXPIRATION);
    }

    private ServiceReply put(String key, String... headers) {
        return bucket.client
                .send("PUT", "/bucket/" + key, "log".getBytes(UTF_8), headers)
                .requireStatus(200);
    }

    @Test
    void aVersionThatIsWrittenOrReadSaysWhenItExpires() {
        rule("<Prefix>logs/</Prefix>", ON_A_DAY);
        assertEquals(DATED, expiration(put("logs/a")));
        assertEquals(DATED, expiration(bucket.send("GET", "/logs/a")));
        assertEquals(DATED, expiration(bucket.send("GET", "/logs/a", "Range", "bytes=1-1")));
        assertEquals(DATED, expiration(bucket.send("HEAD", "/logs/a")));
        assertEquals(DATED, expiration(bucket.send("PUT", "/logs/b", "x-amz-copy-source", "/bucket/logs/a")));
        assertEquals("", expiration(put("other")));
        assertEquals("", expiration(bucket.send("HEAD", "/other")));
    }

    @Test
    void anUploadInPartsSaysItWhenItIsCompleted() {
        rule("", ON_A_DAY);
        MultipartSession session = new MultipartSession(bucket.client);
        String upload = session.begin();
        String tag = session.put(upload, 1, new byte[3]);
        assertEquals(DATED, expiration(session.complete(upload, MultipartSession.part(1, tag))));
    }

    @Test
    void daysEndAtMidnight() {
        rule("", "<Expiration><Days>2</Days></Expiration>");
        put("key");
        ServiceReply head = bucket.send("HEAD", "/key");
        ZonedDateTime modified =
                ZonedDateTime.parse(head.header("Last-Modified"), DateTimeFormatter.RFC_1123_DATE_TIME);
        String midnight = modified.plusDays(3)
                .truncatedTo(ChronoUnit.DAYS)
                .format(DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT));
        assertEquals("expiry-date=\"" + midnight + "\", rule-id=\"old%20logs\"", expiration(head));
    }

    @Test
    void tagsDecideWhatARuleIsAbout() {
        rule("<Tag><Key>kind</Key><Value>log</Value></Tag>", ON_A_DAY);
        assertEquals(DATED, expiration(put("tagged", "x-amz-tagging", "kind=log")));
        assertEquals("", expiration(put("untagged")));
    }

    @Test
    void anOlderVersionDoesNotSayWhenTheCurrentOneExpires() {
        rule("", ON_A_DAY);
        String first = bucket.put("key", "one");
        bucket.put("key", "two");
        assertEquals("", expiration(bucket.send("GET", "/key?versionId=" + first)));
    }

    @Test
    void rulesThatRemoveOnlyOlderVersionsSayNothing() {
        rule("", "<NoncurrentVersionExpiration><NoncurrentDays>1</NoncurrentDays></NoncurrentVersionExpiration>");
        assertEquals("", expiration(put("key")));
    }

    @Test
    void anUploadSaysWhenItIsAborted() {
        rule("<Prefix>ke</Prefix>", abortAfter(1));
        ServiceReply begun = bucket.send("POST", "/key?uploads").requireStatus(200);
        String midnight = ZonedDateTime.parse(bucket.send("GET", "?uploads").element("Initiated"))
                .plusDays(2)
                .truncatedTo(ChronoUnit.DAYS)
                .format(DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT));
        assertEquals(midnight, begun.header(LifecycleHeaders.ABORT_DATE));
        assertEquals("old%20logs", begun.header(LifecycleHeaders.ABORT_RULE));
        ServiceReply parts = bucket.send("GET", "/key?uploadId=" + begun.element("UploadId"));
        assertEquals(midnight, parts.header(LifecycleHeaders.ABORT_DATE));
        assertEquals("old%20logs", parts.header(LifecycleHeaders.ABORT_RULE));
        assertNotAborted(bucket.send("POST", "/other?uploads"));
    }

    @Test
    void otherRulesDoNotAbortUploads() {
        rule("", ON_A_DAY);
        assertNotAborted(bucket.send("POST", "/key?uploads"));
    }

    @Test
    void whatIsDueAfterTheYear9999IsNotSaid() {
        rule("", abortAfter(Integer.MAX_VALUE) + "<Expiration><Days>" + Integer.MAX_VALUE + "</Days></Expiration>");
        assertNotAborted(bucket.send("POST", "/key?uploads"));
        assertEquals("", expiration(put("key")));
    }

    private static String abortAfter(int days) {
        return "<AbortIncompleteMultipartUpload><DaysAfterInitiation>" + days
                + "</DaysAfterInitiation></AbortIncompleteMultipartUpload>";
    }

    private static void assertNotAborted(ServiceReply begun) {
        begun.requireStatus(200);
        assertEquals("", begun.header(LifecycleHeaders.ABORT_DATE));
        assertEquals("", begun.header(LifecycleHeaders.ABORT_RULE));
    }
}
