package io.geckos.s3.call;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.security.AccessPolicy.Decision;
import io.geckos.domain.security.AccessRequest;
import io.geckos.s3.testkit.ServiceClient;
import io.geckos.s3.testkit.VersionedBucket;
import io.geckos.storage.testkit.memory.MemoryStorage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class S3AccessContextTest {
    private final List<String> told = new ArrayList<>();
    private final ServiceClient client = new ServiceClient(new MemoryStorage(), request -> {
        AccessRequest.Context context = request.context();
        told.add(String.join(
                " ",
                context.sourceAddress(),
                context.secureTransport() ? "TLS" : "plain",
                context.header("x-amz-acl").orElse("-"),
                context.query("prefix").orElse("-"),
                context.objectTags().toString()));
        return Decision.ALLOWED;
    });

    @Test
    void policiesAreToldOfTheRequestAndOfTheTagsThatItsObjectHas() {
        client.send("PUT", "/bucket").requireStatus(200);
        client.send("PUT", "/bucket/key", "x-amz-tagging", "a=b", "x-amz-acl", "private")
                .requireStatus(200);
        client.send("GET", "/bucket/key").requireStatus(200);
        client.send("GET", "/bucket?prefix=a%20b").requireStatus(200);
        assertEquals(
                List.of(
                        "127.0.0.1 plain - - {}",
                        "127.0.0.1 plain private - {}",
                        "127.0.0.1 plain private - {}",
                        "127.0.0.1 plain private - {}",
                        "127.0.0.1 plain - - {a=b}",
                        "127.0.0.1 plain - a b {}"),
                told);
    }

    @Test
    void policiesAreToldOfTheVersionOfWhateverTheRequestNames() {
        List<String> versions = new ArrayList<>();
        ServiceClient watched = new ServiceClient(new MemoryStorage(), request -> {
            AccessRequest.Context context = request.context();
            versions.add(request.resource() + " " + request.actions() + " "
                    + context.query("versionId").orElse("-") + " "
                    + context.header("if-match").orElse("-") + " " + context.objectTags());
            return Decision.ALLOWED;
        });
        watched.send("PUT", "/bucket").requireStatus(200);
        String enabled = "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>";
        watched.send("PUT", "/bucket?versioning", enabled.getBytes(UTF_8)).requireStatus(200);
        String first = watched.send("PUT", "/bucket/key", "x-amz-tagging", "a=1")
                .requireStatus(200)
                .header("x-amz-version-id");
        watched.send("PUT", "/bucket/key", "x-amz-tagging", "a=2").requireStatus(200);
        versions.clear();
        watched.send("PUT", "/bucket/key", "x-amz-copy-source", "bucket/key?versionId=" + first)
                .requireStatus(200);
        String deletion =
                "<Delete><Object><Key>key</Key><VersionId>" + first + "</VersionId><ETag>x</ETag></Object></Delete>";
        watched.send("POST", "/bucket?delete", deletion.getBytes(UTF_8), "content-md5", VersionedBucket.md5(deletion))
                .requireStatus(200);
        assertTrue(versions.contains("bucket/key [GetObjectVersion] " + first + " - {a=1}"), versions::toString);
        assertTrue(versions.contains("bucket/key [DeleteObjectVersion] " + first + " x {a=1}"), versions::toString);
    }
}
