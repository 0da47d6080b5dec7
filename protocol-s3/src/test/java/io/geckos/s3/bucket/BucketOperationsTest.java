package io.geckos.s3.bucket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.s3.HeldOperations;
import io.geckos.s3.api.S3Settings;
import io.geckos.s3.testkit.FakeAuthenticator;
import io.geckos.s3.testkit.ServiceClient;
import io.geckos.s3.testkit.ServiceReply;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(HeldOperations.class)
public class BucketOperationsTest {
    private final ServiceClient anywhere = new ServiceClient();
    private final ServiceClient frankfurt = new ServiceClient(S3Settings.builder(FakeAuthenticator.OWNER)
            .region(Optional.of("eu-central-1"))
            .build());

    @Test
    void aBucketIsMadeAndFoundAndDeleted() {
        assertEquals("/bucket", anywhere.send("PUT", "/bucket").header("Location"));
        ServiceReply head = anywhere.send("HEAD", "/bucket").requireStatus(200);
        assertEquals("us-east-1", head.header("x-amz-bucket-region"));
        anywhere.send("DELETE", "/bucket").requireStatus(204);
        anywhere.send("HEAD", "/bucket").requireStatus(404);
        assertEquals("NoSuchBucket", anywhere.send("DELETE", "/bucket").element("Code"));
    }

    @Test
    void theVersionOfTheApiMayBeNamedAndThereIsOne() {
        ServiceClient client = ServiceClient.withBucket();
        client.send("HEAD", "/bucket", "x-amz-api-version", "2006-03-01").requireStatus(200);
        assertEquals(
                "InvalidArgument",
                client.send("GET", "/bucket", "x-amz-api-version", "2007-01-01").error());
    }

    @Test
    void aBucketWithObjectsStays() {
        anywhere.send("PUT", "/bucket");
        anywhere.send("PUT", "/bucket/key");
        ServiceReply refused = anywhere.send("DELETE", "/bucket").requireStatus(409);
        assertEquals("BucketNotEmpty", refused.element("Code"));
        assertEquals("bucket", refused.element("BucketName"));
    }

    @Test
    void makingItAgainSucceedsInTheClassicRegionOnly() {
        anywhere.send("PUT", "/bucket").requireStatus(200);
        anywhere.send("PUT", "/bucket").requireStatus(200);
        frankfurt.send("PUT", "/bucket").requireStatus(200);
        assertEquals("BucketAlreadyOwnedByYou", frankfurt.send("PUT", "/bucket").element("Code"));
    }

    @Test
    void aBucketIsWhereTheServerIs() {
        frankfurt.send("PUT", "/bucket", constraint("eu-central-1")).requireStatus(200);
        assertEquals("eu-central-1", frankfurt.send("HEAD", "/bucket").header("x-amz-bucket-region"));
        assertTrue(frankfurt.send("GET", "/bucket?location").text().endsWith(">eu-central-1</LocationConstraint>"));
        anywhere.send("PUT", "/bucket", constraint("us-west-2")).requireStatus(200);
        assertTrue(anywhere.send("GET", "/bucket?location").text().endsWith("></LocationConstraint>"));
    }

    /** SDKs that signed for another region find the right one here, which a HEAD has no other place for. */
    @Test
    void everyAnswerSaysWhichRegionASignatureHasToName() {
        for (String method : new String[] {"GET", "HEAD", "PUT", "DELETE"}) {
            ServiceReply forged = frankfurt.send(method, "/bucket/key", "authorization", "forged");
            assertEquals("eu-central-1", forged.requireStatus(403).header("x-amz-bucket-region"));
            assertEquals("eu-central-1", frankfurt.send(method, "/bucket").header("x-amz-bucket-region"));
        }
        assertEquals("", anywhere.send("GET", "/bucket/key").header("x-amz-bucket-region"));
    }

    @ParameterizedTest
    @CsvSource({
        "eu-west-1, IllegalLocationConstraintException",
        "EU, IllegalLocationConstraintException",
        "no region, InvalidLocationConstraint",
    })
    void nowhereElse(String location, String error) {
        assertEquals(
                error, frankfurt.send("PUT", "/bucket", constraint(location)).element("Code"));
        frankfurt.send("HEAD", "/bucket").requireStatus(404);
    }

    @Test
    void aBucketMayBeMadeWithTags() {
        byte[] tagged =
                "<CreateBucketConfiguration><Tags><Tag><Key>a</Key><Value>b</Value></Tag></Tags></CreateBucketConfiguration>"
                        .getBytes(UTF_8);
        ServiceReply made = anywhere.send("PUT", "/bucket", tagged).requireStatus(200);
        assertEquals("/bucket", made.header("Location"));
        assertEquals("arn:aws:s3:::bucket", made.header("x-amz-bucket-arn"));
        assertEquals("b", anywhere.send("GET", "/bucket?tagging").element("Value"));
        assertEquals(
                "BucketAlreadyOwnedByYou",
                anywhere.send("PUT", "/bucket", tagged).element("Code"));
        byte[] empty = "<CreateBucketConfiguration><Tags/></CreateBucketConfiguration>".getBytes(UTF_8);
        anywhere.send("PUT", "/bucket", empty).requireStatus(200);
        assertEquals("b", anywhere.send("GET", "/bucket?tagging").element("Value"));
        anywhere.send("PUT", "/other", empty).requireStatus(200);
        assertEquals("NoSuchTagSet", anywhere.send("GET", "/other?tagging").error());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<CreateBucketConfiguration><Bucket/></CreateBucketConfiguration> | NotImplemented",
                "<CreateBucketConfiguration><Tags><Tag><Key>aws:a</Key><Value>b</Value></Tag></Tags></CreateBucketConfiguration>"
                        + " | InvalidTag",
                "<CreateBucketConfiguration><Other/></CreateBucketConfiguration> | MalformedXML",
                "<CreateBucketConfiguration | MalformedXML",
                "<Other/> | MalformedXML",
            })
    void whatCannotBeDoneIsRefused(String document, String error) {
        assertEquals(
                error, anywhere.send("PUT", "/bucket", document.getBytes(UTF_8)).error());
        anywhere.send("HEAD", "/bucket").requireStatus(404);
    }

    @ParameterizedTest
    @CsvSource({
        "x-amz-acl, private, ''",
        "x-amz-acl, public-read, InvalidBucketAclWithObjectOwnership",
        "x-amz-bucket-object-lock-enabled, false, ''",
        "x-amz-object-ownership, BucketOwnerEnforced, ''",
        "x-amz-acl, nonsense, InvalidArgument",
        "x-amz-object-ownership, ObjectWriter, ''",
        "x-amz-object-ownership, nonsense, InvalidArgument",
        "x-amz-grant-read, id=1, InvalidBucketAclWithObjectOwnership",
    })
    void onlyHeadersThatChangeNothingAreTaken(String name, String value, String error) {
        assertEquals(error, anywhere.send("PUT", "/bucket", name, value).error());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ab", "Bucket", "192.168.0.1", "xn--bucket", "bucket.", ".geckos3"})
    void illegalNamesAreRefused(String name) {
        assertEquals("InvalidBucketName", anywhere.send("PUT", "/" + name).element("Code"));
    }

    @Test
    void bucketsAreListedByPages() {
        for (String name : List.of("bbb", "aaa", "abc")) {
            anywhere.send("PUT", "/" + name).requireStatus(200);
        }
        ServiceReply all = anywhere.send("GET", "/").requireStatus(200);
        assertEquals(List.of("aaa", "abc", "bbb"), all.elements("Name"));
        assertEquals(FakeAuthenticator.OWNER.displayName(), all.element("DisplayName"));
        ServiceReply first = anywhere.send("GET", "/?max-buckets=1&prefix=a");
        assertEquals(List.of("aaa"), first.elements("Name"));
        assertEquals("a", first.element("Prefix"));
        ServiceReply second =
                anywhere.send("GET", "/?prefix=a&continuation-token=" + first.element("ContinuationToken"));
        assertEquals(List.of("abc"), second.elements("Name"));
        assertEquals("", second.element("ContinuationToken"));
        assertEquals(
                List.of(), anywhere.send("GET", "/?bucket-region=eu-west-1").elements("Name"));
        for (String bad : List.of("max-buckets=0", "max-buckets=10001", "continuation-token=%21")) {
            assertEquals("InvalidArgument", anywhere.send("GET", "/?" + bad).element("Code"));
        }
    }

    private static byte[] constraint(String location) {
        return ("<CreateBucketConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><LocationConstraint>"
                        + location
                        + "</LocationConstraint></CreateBucketConfiguration>")
                .getBytes(UTF_8);
    }
}
