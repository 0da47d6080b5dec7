package io.geckos.it.gateways;

import io.geckos.it.testkit.Chores;
import io.geckos.it.testkit.ServerLaunch;
import io.geckos.it.testkit.ServerProcess;
import io.geckos.it.testkit.WireRequest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;

/** Several servers that serve the same buckets of one cluster, with one master key. */
final class Gateways implements AutoCloseable {
    static final AwsCredentialsProvider ROOT = StaticCredentialsProvider.create(
            AwsBasicCredentials.create(WireRequest.ACCESS_KEY, WireRequest.SECRET_KEY));

    /** Does not try again. */
    static final RetryStrategy ONCE = DefaultRetryStrategy.doNotRetry();

    private final List<ServerProcess> servers = new ArrayList<>();
    private final List<InetSocketAddress> admins = new ArrayList<>();

    /** Starts {@code count} servers, which share a namespace; {@code folder} is for the key. */
    Gateways(CephDaemons cluster, String namespace, int count, Path folder) throws IOException, InterruptedException {
        Path key = folder.resolve("keys");
        Files.writeString(key, "key-1:" + Base64.getEncoder().encodeToString(new byte[32]) + "\n");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        try {
            for (int i = 0; i < count; i++) {
                InetSocketAddress admin = ServerLaunch.freeAddress();
                admins.add(admin);
                servers.add(ServerLaunch.onCluster(cluster.configuration(), namespace)
                        .admin(admin)
                        .with("-set", "encryption.master-keys=" + key)
                        .environment("GECKOS3_ADMIN_TOKEN", Chores.TOKEN)
                        .start());
            }
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    int count() {
        return servers.size();
    }

    ServerProcess server(int number) {
        return servers.get(number);
    }

    List<InetSocketAddress> addresses() {
        return servers.stream().map(ServerProcess::address).toList();
    }

    /** The second listener of a server. */
    InetSocketAddress admin(int number) {
        return admins.get(number);
    }

    /** Kills a server without warning. */
    void kill(int number) throws InterruptedException {
        servers.get(number).kill();
    }

    /** Starts a server again that was killed. */
    void restart(int number) throws IOException, InterruptedException {
        ServerProcess killed = servers.get(number);
        servers.set(number, killed.restart());
        killed.close();
    }

    /** A client of each server, with root's keys. */
    List<S3Client> clients() {
        return addresses().stream().map(Gateways::client).toList();
    }

    /** A client with root's keys, which tries again as the SDK does by default. */
    static S3Client client(InetSocketAddress address) {
        return client(
                address, ROOT, DefaultRetryStrategy.standardStrategyBuilder().build());
    }

    static S3Client client(InetSocketAddress address, AwsCredentialsProvider keys, RetryStrategy retries) {
        return S3Client.builder()
                .endpointOverride(URI.create("http://127.0.0.1:" + address.getPort()))
                .region(Region.US_EAST_1)
                .credentialsProvider(keys)
                .forcePathStyle(true)
                .overrideConfiguration(configuration -> configuration.retryStrategy(retries))
                .build();
    }

    @Override
    public void close() {
        servers.forEach(ServerProcess::close);
    }
}
