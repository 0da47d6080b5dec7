package io.geckos.it.clients;

import io.geckos.it.testkit.ServerProcess;
import io.geckos.it.testkit.WireRequest;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** The synchronous client of the AWS SDK for Java with its defaults, connected to a server. */
final class SdkClient {
    private SdkClient() {}

    /** A client with the keys of root. */
    static S3Client of(ServerProcess server) {
        return of(server, root());
    }

    static S3Client of(ServerProcess server, AwsCredentialsProvider credentials) {
        return S3Client.builder()
                .endpointOverride(server.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials)
                .forcePathStyle(true)
                .build();
    }

    /** The keys of root. */
    static AwsCredentialsProvider root() {
        return StaticCredentialsProvider.create(
                AwsBasicCredentials.create(WireRequest.ACCESS_KEY, WireRequest.SECRET_KEY));
    }
}
