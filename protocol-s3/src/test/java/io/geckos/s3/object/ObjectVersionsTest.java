package io.geckos.s3.object;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.geckos.s3.testkit.FormBody;
import io.geckos.s3.testkit.MultipartSession;
import io.geckos.s3.testkit.ServiceClient;
import io.geckos.s3.testkit.ServiceReply;
import io.geckos.s3.testkit.VersionedBucket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectVersionsTest {
    private static final String VERSION = "x-amz-version-id";
    private static final String MARKER = "x-amz-delete-marker";

    private final VersionedBucket bucket = VersionedBucket.enabled();

    private ServiceReply read(String uri) {
        return bucket.send("GET", uri);
    }

    @Test
    void aWriteNamesItsVersionWhileVersionsAreKept() {
        String first = bucket.put("key", "1");
        assertNotEquals("", first);
        assertNotEquals(first, bucket.put("key", "2"));
        bucket.set("Suspended");
        assertEquals("", bucket.put("key", "3"));
        ServiceClient never = ServiceClient.withBucket();
        assertEquals("", never.send("PUT", "/bucket/key").requireStatus(200).header(VERSION));
    }

    @Test
    void aReadNamesItsVersionWhereThereEverWasVersioning() {
        String first = bucket.put("key", "1");
        assertEquals(first, read("/key").header(VERSION));
        bucket.set("Suspended");
        bucket.put("key", "2");
        for (String method : new String[] {"GET", "HEAD"}) {
            assertEquals("null", bucket.send(method, "/key").header(VERSION));
            assertEquals("null", bucket.send(method, "/key?versionId=null").header(VERSION));
            assertEquals(first, bucket.send(method, "/key?versionId=" + first).header(VERSION));
        }
        ServiceClient never = ServiceClient.withBucket();
        never.send("PUT", "/bucket/key").requireStatus(200);
        assertEquals("", never.send("GET", "/bucket/key").requireStatus(200).header(VERSION));
        assertEquals(
                "",
                never.send("GET", "/bucket/key?versionId=null")
                        .requireStatus(200)
                        .header(VERSION));
    }

    @Test
    void formerVersionsAreRead() {
        String first = bucket.put("key", "1");
        String second = bucket.put("key", "2");
        bucket.delete("key");
        assertEquals("1", bucket.read("key", first));
        assertEquals("2", bucket.read("key", second));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?tagging", "?acl", "?attributes"})
    void underADeleteMarkerThereIsNoKey(String query) {
        bucket.put("key", "1");
        String marker = bucket.delete("key");
        ServiceReply reply = read("/key" + query).requireStatus(404);
        assertEquals("NoSuchKey", reply.error());
        assertMarker(marker, reply);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&tagging", "&acl", "&attributes"})
    void aDeleteMarkerItselfCannotBeRead(String query) {
        bucket.put("key", "1");
        String marker = bucket.delete("key");
        ServiceReply reply = read("/key?versionId=" + marker + query).requireStatus(405);
        assertEquals("MethodNotAllowed", reply.error());
        assertEquals("GET", reply.element("Method"));
        assertEquals("DeleteMarker", reply.element("ResourceType"));
        assertEquals("DELETE", reply.header("allow"));
        assertMarker(marker, reply);
        bucket.send("HEAD", "/key?versionId=" + marker).requireStatus(405);
        bucket.send("HEAD", "/key").requireStatus(404);
    }

    private static void assertMarker(String marker, ServiceReply reply) {
        assertEquals("true", reply.header(MARKER));
        assertEquals(marker, reply.header(VERSION));
        assertNotEquals("", reply.header("last-modified"));
    }

    @Test
    void anUnknownVersionIsNotFoundAndAnImpossibleOneIsAMistake() {
        String gone = bucket.put("key", "1");
        bucket.put("key", "2");
        bucket.send("DELETE", "/key?versionId=" + gone).requireStatus(204);
        ServiceReply unknown = read("/key?versionId=" + gone).requireStatus(404);
        assertEquals("NoSuchVersion", unknown.error());
        assertEquals("key", unknown.element("Key"));
        assertEquals(gone, unknown.element("VersionId"));
        assertEquals(
                "NoSuchVersion", read("/key?versionId=null").requireStatus(404).error());
        for (String version : new String[] {"no%2Fid", ""}) {
            assertEquals(
                    "InvalidArgument",
                    read("/key?versionId=" + version).requireStatus(400).error());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3sL4kqtJlcpXroDTDmJ.rmSpXd3dIbrH",
                "01G65Z755AFWAKHE12NY0CQ9FH",
                "0f8fad5b-d9cb-469f-a165-70867728950e"
            })
    void idsOfOtherStoresAreThoseOfVersionsThatAreGone(String id) {
        bucket.put("key", "1");
        ServiceReply reply = read("/key?versionId=" + id).requireStatus(404);
        assertEquals("NoSuchVersion", reply.error());
        bucket.send("HEAD", "/key?versionId=" + id).requireStatus(404);
        ServiceReply deleted = bucket.send("DELETE", "/key?versionId=" + id).requireStatus(204);
        assertEquals(id, deleted.header(VERSION));
        assertEquals("1", read("/key").text());
    }

    @Test
    void eachDeletionMakesAMarker() {
        bucket.put("key", "1");
        String first = bucket.delete("key");
        assertNotEquals("", first);
        assertNotEquals(first, bucket.delete("key"));
        assertNotEquals("", bucket.delete("never"));
    }

    @Test
    void whileSuspendedTheMarkerIsTheNullVersion() {
        String first = bucket.put("key", "1");
        bucket.set("Suspended");
        assertEquals("null", bucket.delete("key"));
        assertEquals("null", bucket.delete("key"));
        assertEquals("1", bucket.read("key", first));
    }

    @Test
    void versionsAndMarkersAreDeletedForGood() {
        String first = bucket.put("key", "1");
        String second = bucket.put("key", "2");
        String marker = bucket.delete("key");
        ServiceReply undeleted =
                bucket.send("DELETE", "/key?versionId=" + marker).requireStatus(204);
        assertEquals(marker, undeleted.header(VERSION));
        assertEquals("true", undeleted.header(MARKER));
        assertEquals("2", read("/key").text());
        for (int i = 0; i < 2; i++) {
            ServiceReply gone =
                    bucket.send("DELETE", "/key?versionId=" + second).requireStatus(204);
            assertEquals(second, gone.header(VERSION));
            assertEquals("", gone.header(MARKER));
            assertEquals(first, read("/key").header(VERSION));
        }
    }

    @Test
    void aBulkDeletionTellsOfMarkersMadeAndRemoved() {
        String first = bucket.put("key", "1");
        ServiceReply made = deleteAll("<Object><Key>key</Key></Object>");
        String marker = made.element("DeleteMarkerVersionId");
        assertEquals("", made.element("VersionId"));
        assertEquals("true", made.element("DeleteMarker"));
        assertEquals(marker, read("/key").header(VERSION));
        ServiceReply removed = deleteAll("<Object><Key>key</Key><VersionId>" + marker + "</VersionId></Object>");
        assertEquals(marker, removed.element("VersionId"));
        assertEquals("true", removed.element("DeleteMarker"));
        assertEquals(marker, removed.element("DeleteMarkerVersionId"));
        ServiceReply version = deleteAll("<Object><Key>key</Key><VersionId>" + first + "</VersionId></Object>");
        assertEquals(first, version.element("VersionId"));
        assertEquals("", version.element("DeleteMarker"));
        assertEquals("", version.element("DeleteMarkerVersionId"));
    }

    private ServiceReply deleteAll(String objects) {
        return bucket.sendDocument("POST", "?delete", "<Delete>" + objects + "</Delete>")
                .requireStatus(200);
    }

    @Test
    void aConditionSeesNoObjectUnderAMarker() {
        bucket.put("key", "1");
        bucket.delete("key");
        ServiceReply refused = bucket.send("PUT", "/key", "if-match", "\"x\"").requireStatus(404);
        assertEquals("NoSuchKey", refused.error());
        bucket.send("PUT", "/key", "if-none-match", "*").requireStatus(200);
        bucket.send("PUT", "/key", "if-none-match", "*").requireStatus(412);
    }

    @Test
    void aConditionalDeletionIsOfTheVersionNamed() {
        String first = bucket.put("key", "1");
        String tag = read("/key").header("etag");
        bucket.put("key", "2");
        bucket.send("DELETE", "/key", "if-match", tag).requireStatus(412);
        bucket.send("DELETE", "/key?versionId=" + first, "if-match", "\"x\"").requireStatus(412);
        bucket.send("DELETE", "/key?versionId=" + first, "if-match", tag).requireStatus(204);
        assertEquals("2", read("/key").text());
    }

    @Test
    void aCopyNamesBothVersions() {
        String first = bucket.put("key", "1");
        bucket.put("key", "2");
        ServiceReply copied = bucket.send("PUT", "/copy", "x-amz-copy-source", "bucket/key?versionId=" + first)
                .requireStatus(200);
        assertEquals(first, copied.header("x-amz-copy-source-version-id"));
        assertEquals(read("/copy").header(VERSION), copied.header(VERSION));
        assertEquals("1", read("/copy").text());
    }

    @Test
    void aDeleteMarkerCannotBeCopied() {
        bucket.put("key", "1");
        String marker = bucket.delete("key");
        assertEquals(
                "NoSuchKey",
                bucket.send("PUT", "/copy", "x-amz-copy-source", "bucket/key")
                        .requireStatus(404)
                        .error());
        assertEquals(
                "InvalidRequest",
                bucket.send("PUT", "/copy", "x-amz-copy-source", "bucket/key?versionId=" + marker)
                        .requireStatus(400)
                        .error());
    }

    @Test
    void aFormerVersionBecomesCurrentByACopyOntoItself() {
        String first = bucket.put("key", "1");
        String second = bucket.put("key", "2");
        String source = "bucket/key?versionId=";
        assertEquals(
                "InvalidRequest",
                bucket.send("PUT", "/key", "x-amz-copy-source", source + second).error());
        bucket.send("PUT", "/key", "x-amz-copy-source", source + first).requireStatus(200);
        assertEquals("1", read("/key").text());
        assertEquals("2", bucket.read("key", second));
        bucket.delete("key");
        bucket.send("PUT", "/key", "x-amz-copy-source", source + second).requireStatus(200);
        assertEquals("2", read("/key").text());
    }

    @Test
    void tagsBelongToAVersion() {
        String first = bucket.put("key", "1", "x-amz-tagging", "n=1");
        String second = bucket.put("key", "2");
        String tags = "<Tagging><TagSet><Tag><Key>n</Key><Value>3</Value></Tag></TagSet></Tagging>";
        ServiceReply put = bucket.sendDocument("PUT", "/key?tagging&versionId=" + first, tags)
                .requireStatus(200);
        assertEquals(first, put.header(VERSION));
        ServiceReply got = read("/key?tagging&versionId=" + first);
        assertEquals("3", got.element("Value"));
        assertEquals(first, got.header(VERSION));
        assertEquals("", read("/key?tagging").element("Value"));
        assertEquals(second, read("/key?tagging").header(VERSION));
        ServiceReply deleted =
                bucket.send("DELETE", "/key?tagging&versionId=" + first).requireStatus(204);
        assertEquals(first, deleted.header(VERSION));
    }

    @Test
    void aDeleteMarkerHasNoTagsAndNoAcl() {
        bucket.put("key", "1");
        String marker = bucket.delete("key");
        String tags = "<Tagging><TagSet/></Tagging>";
        for (String uri : new String[] {"/key?", "/key?versionId=" + marker + "&"}) {
            assertMarker(
                    marker, bucket.sendDocument("PUT", uri + "tagging", tags).requireStatus(405));
            assertMarker(marker, bucket.send("DELETE", uri + "tagging").requireStatus(405));
            assertMarker(
                    marker,
                    bucket.send("PUT", uri + "acl", "x-amz-acl", "private").requireStatus(405));
        }
    }

    @Test
    void attributesAreOfAVersion() {
        String first = bucket.put("key", "1");
        bucket.put("key", "22");
        ServiceReply reply =
                bucket.send("GET", "/key?attributes&versionId=" + first, "x-amz-object-attributes", "ObjectSize");
        assertEquals("1", reply.requireStatus(200).element("ObjectSize"));
        assertEquals(first, reply.header(VERSION));
    }

    @Test
    void completionsAndFormsNameTheirVersions() {
        MultipartSession session = new MultipartSession(bucket.client);
        String upload = session.begin();
        String part = MultipartSession.part(1, session.put(upload, 1, "1".getBytes(UTF_8)));
        String first = session.complete(upload, part).requireStatus(200).header(VERSION);
        assertEquals("1", bucket.read("key", first));
        ServiceReply form =
                FormBody.allowedBy("key").file("2").post(bucket.client).requireStatus(204);
        assertEquals(read("/key").header(VERSION), form.header(VERSION));
    }

    @Test
    void anObjectIsNotRenamedWhereVersionsAreKept() {
        bucket.put("key", "1");
        ServiceReply refused = bucket.send("PUT", "/other?renameObject", "x-amz-rename-source", "/bucket/key");
        assertEquals("InvalidBucketState", refused.requireStatus(409).error());
    }

    @Test
    void aBucketOfMarkersIsNotEmpty() {
        bucket.put("key", "1");
        String marker = bucket.delete("key");
        ServiceReply refused = bucket.send("DELETE", "").requireStatus(409);
        assertEquals("BucketNotEmpty", refused.error());
        assertEquals(
                "The bucket you tried to delete is not empty. You must delete all versions in the bucket.",
                refused.element("Message"));
        String version = read("?versions").elements("VersionId").getLast();
        bucket.send("DELETE", "/key?versionId=" + marker).requireStatus(204);
        bucket.send("DELETE", "/key?versionId=" + version).requireStatus(204);
        bucket.send("DELETE", "").requireStatus(204);
    }
}
