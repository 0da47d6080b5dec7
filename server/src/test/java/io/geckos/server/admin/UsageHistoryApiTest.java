package io.geckos.server.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.server.MemoryServer;
import io.geckos.server.MemoryServer.Reply;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageHistoryApiTest {
    @Test
    void whatTheChoreSampledIsAnswered() throws IOException {
        try (MemoryServer server = MemoryServer.start()) {
            server.s3("PUT", "/bucket");
            server.s3("PUT", "/bucket/key", "Content-Length: 0");
            assertEquals(
                    200, server.operator("POST", "/admin/v1/chores/usage/start").status());
            while (!server.operator("GET", "/admin/v1/usage-history").body().contains("\"from\"")) {
                Thread.onSpinWait();
            }
            for (String path : new String[] {"", "/buckets/bucket", "/accounts/000000000000"}) {
                Reply reply = server.operator("GET", "/admin/v1/usage-history" + path);
                assertTrue(reply.body().contains("\"objects\":1,\"bytes\":0,"), reply.body());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/buckets/none, there is no bucket none",
        "/buckets/UPPER, there is no bucket UPPER",
        "/accounts/111111111111, there is no account 111111111111",
        "/accounts/x, there is no account x",
    })
    void unknownOnesAreNamed(String path, String message) throws IOException {
        try (MemoryServer server = MemoryServer.start()) {
            Reply reply = server.operator("GET", "/admin/v1/usage-history" + path);
            assertEquals(404, reply.status());
            assertTrue(reply.body().contains(message), reply.body());
        }
    }

    @Test
    void strangersLearnNothing() throws IOException {
        try (MemoryServer server = MemoryServer.start()) {
            assertEquals(
                    401,
                    server.admin("GET", "/admin/v1/usage-history", "Host: localhost")
                            .status());
        }
    }
}
