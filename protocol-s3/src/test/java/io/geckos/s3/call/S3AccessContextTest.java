package io.geckos.s3.call;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.domain.security.AccessPolicy.Decision;
import io.geckos.domain.security.AccessRequest;
import io.geckos.s3.testkit.ServiceClient;
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
}
