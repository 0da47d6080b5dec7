package io.geckos.it.clients;

import io.geckos.it.testkit.ServerLaunch;
import io.geckos.it.testkit.ServerProcess;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

/** A server with one bucket for all tests of a class, and the client of the AWS SDK for Java with the keys of its root. */
abstract class SdkClientTest {
    static final String BUCKET = "sdk";

    @TempDir
    static Path data;

    static ServerProcess server;
    static S3Client s3;

    @BeforeAll
    static void start() throws Exception {
        server = ServerLaunch.on(data).start();
        s3 = SdkClient.of(server);
        s3.createBucket(request -> request.bucket(BUCKET));
    }

    @AfterAll
    static void stop() {
        s3.close();
        server.close();
    }
}
