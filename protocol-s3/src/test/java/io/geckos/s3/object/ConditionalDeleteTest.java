package io.geckos.s3.object;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.s3.testkit.ServiceClient;
import io.geckos.s3.testkit.ServiceReply;
import io.geckos.s3.testkit.VersionedBucket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionalDeleteTest {
    private static final String TIME = "x-amz-if-match-last-modified-time";
    private static final String SIZE = "x-amz-if-match-size";

    private final ServiceClient client = ServiceClient.withBucket();

    @BeforeEach
    void put() {
        client.send("PUT", "/bucket/key", "hello".getBytes(UTF_8)).requireStatus(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x-amz-if-match-size | 4 | PreconditionFailed",
                "x-amz-if-match-size | -1 | InvalidArgument",
                "x-amz-if-match-size | five | InvalidArgument",
                "x-amz-if-match-last-modified-time | Tue, 01 Jan 2019 00:00:00 GMT | PreconditionFailed",
                "x-amz-if-match-last-modified-time | 2019-01-01T00:00:00Z | PreconditionFailed",
                "x-amz-if-match-last-modified-time | today | InvalidArgument",
            })
    void anObjectIsKeptThatIsNotTheOneMeant(String header, String value, String error) {
        assertEquals(error, client.send("DELETE", "/bucket/key", header, value).error());
        client.send("GET", "/bucket/key").requireStatus(200);
    }

    @Test
    void anObjectIsDeletedThatIsTheSameInTagTimeAndSize() {
        String tag = client.send("GET", "/bucket/key").header("etag");
        String time = client.send("GET", "/bucket/key").header("last-modified");
        client.send("DELETE", "/bucket/key", SIZE, "5", "if-match", "\"x\"").requireStatus(412);
        client.send("DELETE", "/bucket/key", SIZE, "5", TIME, time, "if-match", tag)
                .requireStatus(204);
        client.send("GET", "/bucket/key").requireStatus(404);
    }

    @Test
    void whereNothingIsOnlyATagIsMissed() {
        client.send("DELETE", "/bucket/none", SIZE, "5").requireStatus(204);
        client.send("DELETE", "/bucket/none", "if-match", "*").requireStatus(404);
        ServiceReply reply =
                client.send("DELETE", "/bucket/none", "if-match", "\"x\"").requireStatus(404);
        assertEquals("NoSuchKey", reply.error());
    }

    @ParameterizedTest
    @CsvSource({"x-amz-if-match-size, 5", "if-match, *", "if-match, x"})
    void overADeleteMarkerNoConditionHolds(String header, String value) {
        VersionedBucket bucket = VersionedBucket.enabled();
        String version = bucket.put("key", "12345");
        String marker = bucket.delete("key");
        for (String uri : new String[] {"/key", "/key?versionId=" + marker}) {
            ServiceReply reply = bucket.send("DELETE", uri, header, value).requireStatus(412);
            assertEquals("PreconditionFailed", reply.error());
        }
        assertEquals("12345", bucket.read("key", version));
    }

    @Test
    void aTagOfAnyKindOnlyWantsAnObject() {
        client.send("DELETE", "/bucket/key", SIZE, "5", "if-match", "*").requireStatus(204);
    }
}
