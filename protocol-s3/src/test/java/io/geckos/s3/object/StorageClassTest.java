package io.geckos.s3.object;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.domain.object.StorageClass;
import io.geckos.s3.api.S3Settings;
import io.geckos.s3.testkit.FakeAuthenticator;
import io.geckos.s3.testkit.FormBody;
import io.geckos.s3.testkit.MultipartSession;
import io.geckos.s3.testkit.ServiceClient;
import io.geckos.s3.testkit.ServiceReply;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Storage classes are named by clients, kept, and answered where S3 answers them. */
class StorageClassTest {
    private static final byte[] HELLO = "hello".getBytes(UTF_8);
    private static final String CLASS = "x-amz-storage-class";
    private static final String REDUCED = "REDUCED_REDUNDANCY";
    private static final String SOURCE = "x-amz-copy-source";
    private static final String KEY = "/bucket/key";

    private final ServiceClient client = ServiceClient.withBucket();

    private void put(String storageClass) {
        client.send("PUT", KEY, HELLO, CLASS, storageClass).requireStatus(200);
    }

    /** Of {@code key}, as HEAD tells it; empty where it is the standard one. */
    private String told() {
        return told(KEY);
    }

    private String told(String uri) {
        return client.send("HEAD", uri).requireStatus(200).header(CLASS);
    }

    @Test
    void readsNameTheClassUnlessItIsStandard() {
        put(REDUCED);
        assertEquals(REDUCED, told());
        assertEquals(REDUCED, client.send("GET", KEY).requireStatus(200).header(CLASS));
        assertEquals(
                REDUCED,
                client.send("GET", KEY, "range", "bytes=0-1").requireStatus(206).header(CLASS));
        put("STANDARD");
        assertEquals("", told());
        assertEquals("", client.send("GET", KEY).header(CLASS));
        client.send("PUT", KEY, HELLO).requireStatus(200);
        assertEquals("", told());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bucket", "/bucket?list-type=2", "/bucket?versions"})
    void listingsNameEveryClass(String listing) {
        put(REDUCED);
        client.send("PUT", "/bucket/other", HELLO).requireStatus(200);
        assertEquals(
                List.of(REDUCED, "STANDARD"),
                client.send("GET", listing).requireStatus(200).elements("StorageClass"));
    }

    @Test
    void attributesNameTheClassThatIsAskedFor() {
        put(REDUCED);
        String attributes = "x-amz-object-attributes";
        assertEquals(
                REDUCED,
                client.send("GET", KEY + "?attributes", attributes, "StorageClass")
                        .element("StorageClass"));
        assertEquals(
                List.of(),
                client.send("GET", KEY + "?attributes", attributes, "ETag").elements("StorageClass"));
    }

    @Test
    void anUploadInPartsHasTheClassThroughout() {
        MultipartSession multipart = new MultipartSession(client);
        String upload = multipart.begin(CLASS, REDUCED);
        assertEquals(REDUCED, client.send("GET", "/bucket?uploads").element("StorageClass"));
        assertEquals(REDUCED, client.send("GET", KEY + "?uploadId=" + upload).element("StorageClass"));
        String tag = multipart.put(upload, 1, HELLO);
        multipart.complete(upload, MultipartSession.part(1, tag)).requireStatus(200);
        assertEquals(REDUCED, told());
        multipart.begin();
        assertEquals("STANDARD", client.send("GET", "/bucket?uploads").element("StorageClass"));
    }

    @Test
    void aFormMayNameTheClass() {
        FormBody.allowedBy("key", "{\"" + CLASS + "\": \"" + REDUCED + "\"}")
                .field(CLASS, REDUCED)
                .file("hello")
                .post(client)
                .requireStatus(204);
        assertEquals(REDUCED, told());
    }

    @Test
    void aCopyIsStandardUnlessItNamesAClass() {
        put(REDUCED);
        client.send("PUT", "/bucket/copy", SOURCE, KEY).requireStatus(200);
        assertEquals("", told("/bucket/copy"));
        client.send("PUT", "/bucket/copy", SOURCE, KEY, CLASS, REDUCED).requireStatus(200);
        assertEquals(REDUCED, told("/bucket/copy"));
        client.send("PUT", "/bucket/copy", SOURCE, KEY, "x-amz-metadata-directive", "REPLACE")
                .requireStatus(200);
        assertEquals("", told("/bucket/copy"));
    }

    @Test
    void aCopyOntoItselfMayChangeTheClassAlone() {
        client.send("PUT", KEY, HELLO, "x-amz-meta-a", "1", "x-amz-tagging", "t=1")
                .requireStatus(200);
        assertEquals("InvalidRequest", client.send("PUT", KEY, SOURCE, KEY).error());
        client.send("PUT", KEY, SOURCE, KEY, CLASS, REDUCED).requireStatus(200);
        assertEquals(REDUCED, told());
        assertEquals("1", client.send("HEAD", KEY).header("x-amz-meta-a"));
        assertEquals("1", client.send("HEAD", KEY).header("x-amz-tagging-count"));
        client.send("PUT", KEY, SOURCE, KEY, CLASS, "STANDARD").requireStatus(200);
        assertEquals("", told());
    }

    @Test
    void renamingAndTaggingKeepTheClass() {
        put(REDUCED);
        client.send("PUT", "/bucket/new?renameObject", "x-amz-rename-source", KEY)
                .requireStatus(200);
        String tags = "<Tagging><TagSet><Tag><Key>k</Key><Value>v</Value></Tag></TagSet></Tagging>";
        client.send("PUT", "/bucket/new?tagging", tags.getBytes(UTF_8)).requireStatus(200);
        assertEquals(REDUCED, told("/bucket/new"));
    }

    @ParameterizedTest
    @CsvSource({
        "PUT,  /bucket/key,          ''",
        "PUT,  /bucket/key,          x-amz-copy-source",
        "POST, /bucket/key?uploads,  ''",
    })
    void anotherNameIsRefusedBeforeAnythingIsTouched(String method, String uri, String copy) {
        client.send("PUT", "/bucket/source", HELLO).requireStatus(200);
        for (String name : List.of("GLACIER", "standard", "", "<x>", "STANDARD,STANDARD")) {
            ServiceReply refused = copy.isEmpty()
                    ? client.send(method, uri, HELLO, CLASS, name)
                    : client.send(method, uri, CLASS, name, copy, "/bucket/source");
            assertEquals("InvalidStorageClass", refused.requireStatus(400).error());
            assertEquals(name.replace("<", "&lt;").replace(">", "&gt;"), refused.element("StorageClassRequested"));
            assertEquals(
                    "The storage class you specified is not valid: allowed are STANDARD, REDUCED_REDUNDANCY",
                    refused.element("Message"));
        }
        assertEquals(List.of("source"), client.keys());
        assertEquals(List.of(), client.send("GET", "/bucket?uploads").elements("Upload"));
    }

    @Test
    void namesAreThoseOfTheConfigurationAndWhatIsStoredStays() {
        ServiceClient configured = new ServiceClient(S3Settings.builder(FakeAuthenticator.OWNER)
                .storageClasses(Set.of(new StorageClass("GLACIER"), new StorageClass("warm_2")))
                .build());
        configured.send("PUT", "/bucket").requireStatus(200);
        for (String name : List.of("GLACIER", "warm_2")) {
            configured.send("PUT", KEY, HELLO, CLASS, name).requireStatus(200);
            assertEquals(name, configured.send("HEAD", KEY).header(CLASS));
        }
        configured.send("PUT", KEY, HELLO, CLASS, "STANDARD").requireStatus(200);
        assertEquals(
                "InvalidStorageClass",
                configured.send("PUT", KEY, HELLO, CLASS, REDUCED).error());
        configured.send("PUT", KEY, HELLO, CLASS, "GLACIER").requireStatus(200);
        ServiceClient later = new ServiceClient(configured.storage, ServiceClient.KNOWN_ONLY);
        assertEquals("GLACIER", later.send("HEAD", KEY).header(CLASS));
        assertEquals("GLACIER", later.send("GET", "/bucket").element("StorageClass"));
    }
}
