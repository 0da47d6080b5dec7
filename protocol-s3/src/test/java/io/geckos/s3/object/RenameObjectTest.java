package io.geckos.s3.object;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.domain.security.AccessPolicy.Decision;
import io.geckos.s3.HeldOperations;
import io.geckos.s3.testkit.ServiceClient;
import io.geckos.s3.testkit.ServiceReply;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(HeldOperations.class)
public class RenameObjectTest {
    private static final String SOURCE = "x-amz-rename-source";
    private static final String TAG = "\"5d41402abc4b2a76b9719d911017c592\"";

    private final ServiceClient client = ServiceClient.withBucket();

    RenameObjectTest() {
        client.send("PUT", "/bucket/old%2Bname", "hello".getBytes(UTF_8), "content-type", "a/b")
                .requireStatus(200);
    }

    @Test
    void anObjectMovesWithAllThatIsSaidOfIt() {
        client.send("PUT", "/bucket/new?renameObject", SOURCE, "/bucket/old+name", "x-amz-client-token", "1")
                .requireStatus(200);
        ServiceReply got = client.send("GET", "/bucket/new");
        assertEquals("hello", got.text());
        assertEquals("a/b", got.header("Content-Type"));
        assertEquals(List.of("new"), client.keys());
    }

    @Test
    void conditionsOfBothAreDecidedByTheStore() {
        client.send("PUT", "/bucket/new").requireStatus(200);
        String uri = "/bucket/new?renameObject";
        String source = "bucket/old%2Bname";
        client.send("PUT", uri, SOURCE, source, "if-none-match", "*").requireStatus(412);
        client.send("PUT", uri, SOURCE, source, SOURCE + "-if-match", "\"x\"").requireStatus(412);
        assertEquals(List.of("new", "old+name"), client.keys());
        client.send("PUT", uri, SOURCE, source, SOURCE + "-if-match", TAG, "if-match", "*")
                .requireStatus(200);
        assertEquals(List.of("new"), client.keys());
    }

    @ParameterizedTest
    @CsvSource({
        "bucket/none,  NoSuchKey",
        "old+name,     InvalidArgument",
        "other/name,   InvalidArgument",
        "bucket/%zz,   InvalidURI",
    })
    void sourcesThatCannotBeHadAreRefused(String source, String error) {
        assertEquals(
                error,
                client.send("PUT", "/bucket/new?renameObject", SOURCE, source).error());
        assertEquals(List.of("old+name"), client.keys());
    }

    @Test
    void itNeedsASource() {
        assertEquals(
                "InvalidRequest", client.send("PUT", "/bucket/new?renameObject").error());
    }

    @Test
    void dateConditionsAreNotImplemented() {
        for (String name : List.of(SOURCE + "-if-modified-since", SOURCE + "-if-none-match", "if-unmodified-since")) {
            assertEquals(
                    "NotImplemented",
                    client.send("PUT", "/bucket/new?renameObject", SOURCE, "bucket/old+name", name, "*")
                            .error());
        }
        assertEquals(List.of("old+name"), client.keys());
    }

    @Test
    void theSourceMustBeReadableAndDeletable() {
        for (String needed : List.of("GetObject", "DeleteObject", "PutObject")) {
            ServiceClient guarded = new ServiceClient(
                    client.storage, request -> request.actions().contains(needed) ? Decision.DENIED : Decision.ALLOWED);
            assertEquals(
                    "AccessDenied",
                    guarded.send("PUT", "/bucket/new?renameObject", SOURCE, "bucket/old+name")
                            .error());
        }
        assertEquals(List.of("old+name"), client.keys());
    }
}
