package io.geckos.it.gateways;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.it.testkit.Chores;
import io.geckos.it.testkit.Eventually;
import io.geckos.it.testkit.Proxy;
import io.geckos.it.testkit.RawHttp;
import io.geckos.it.testkit.ServerProcess;
import io.geckos.it.testkit.WireRequest;
import io.geckos.it.testkit.WireSigner;
import io.geckos.storage.testkit.data.ConcurrentCalls;
import io.geckos.storage.testkit.model.concurrent.ConcurrentModel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.CORSRule;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Two and three servers on one Ceph cluster, behind the proxies that {@code docs/rados.md} has for them. */
class GatewaysTest {
    /** How long a change through one server may be unknown to another. */
    private static final Duration KNOWN = Duration.ofSeconds(5);

    private static final int COUNT = 3;
    private static final String READABLE = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject",
              "Resource": "arn:aws:s3:::seen/*"}]}""";

    private static final LifecycleRule EXPIRED = LifecycleRule.builder()
            .status(ExpirationStatus.ENABLED)
            .filter(filter -> filter.prefix(""))
            .expiration(expiration -> expiration.date(Instant.parse("2026-01-01T00:00:00Z")))
            .build();

    private static final CORSRule ANY_ORIGIN =
            CORSRule.builder().allowedMethods("GET").allowedOrigins("*").build();

    @TempDir
    static Path folder;

    private static CephDaemons cluster;
    private static Gateways gateways;
    private static Proxy proxy;

    @BeforeAll
    static void start() throws Exception {
        cluster = new CephDaemons(1);
        gateways = new Gateways(cluster, "three", COUNT, folder);
        proxy = Proxy.startForCluster(Proxy.Kind.HAPROXY, folder, gateways.addresses());
    }

    @AfterAll
    static void stop() {
        proxy.close();
        gateways.close();
        cluster.close();
    }

    @Test
    void threeServersBehindHaproxyDoTheWholeJobOfClients() throws Exception {
        wholeJob(gateways, proxy);
    }

    @Test
    void twoServersBehindNginxDoTheWholeJobOfClients(@TempDir Path other) throws Exception {
        try (Gateways two = new Gateways(cluster, "two", 2, other);
                Proxy nginx = Proxy.startForCluster(Proxy.Kind.NGINX, other, two.addresses())) {
            wholeJob(two, nginx);
        }
    }

    /** Several clients work at the same time, each through all servers, directly and through the proxy. */
    private static void wholeJob(Gateways servers, Proxy before) throws Exception {
        List<S3Client> clients = new ArrayList<>(servers.clients());
        clients.add(Gateways.client(before.address()));
        List<Consumer<ClientJob>> jobs = List.of(
                ClientJob::objects, ClientJob::conditions, ClientJob::parts, ClientJob::versions, ClientJob::lock);
        ConcurrentCalls.of(IntStream.range(0, 2 * jobs.size())
                .<Callable<Integer>>mapToObj(number -> () -> {
                    jobs.get(number % jobs.size()).accept(new ClientJob(clients, "job-" + number, number));
                    return number;
                })
                .toList());
        S3Client proxied = clients.getLast();
        proxied.createBucket(request -> request.bucket("spread"));
        for (int i = 0; i < 4 * servers.count(); i++) {
            proxied.putObject(request -> request.bucket("spread").key("a"), RequestBody.empty());
        }
        for (int i = 0; i < servers.count(); i++) {
            ServerProcess server = servers.server(i);
            Eventually.holds("each server gets requests", () -> server.stdout().contains("\"/spread/a\""));
        }
        clients.forEach(S3Client::close);
    }

    @Test
    void overlappingCallsThroughAllServersAreLinearizableForEachKey() {
        for (long seed = 1; seed <= 6; seed++) {
            HttpStorage storage = new HttpStorage(gateways.addresses(), "model-" + seed);
            ConcurrentModel model = new ConcurrentModel(() -> storage, HttpStorage.KINDS, () -> true);
            assertEquals(Optional.empty(), model.anomaly(seed));
            assertEquals(0, storage.unanswered());
        }
    }

    @Test
    void changeThroughOneIsSeenByAllWithinFiveSeconds() throws Exception {
        List<S3Client> root = gateways.clients();
        S3Client first = root.getFirst();
        first.createBucket(request -> request.bucket("seen"));
        first.putObject(request -> request.bucket("seen").key("a"), RequestBody.fromString("content"));
        first.putBucketPolicy(request -> request.bucket("seen").policy(READABLE));
        everyServer("lets anybody read", server -> reads(server, AnonymousCredentialsProvider.create()));
        root.get(1).deleteBucketPolicy(request -> request.bucket("seen"));
        everyServer("lets nobody read", server -> !reads(server, AnonymousCredentialsProvider.create()));

        AwsCredentialsProvider alice = newUser();
        everyServer("knows the user", server -> reads(server, alice));
        String key = alice.resolveCredentials().accessKeyId();
        iam(1, "Action=UpdateAccessKey&UserName=alice&Status=Inactive&AccessKeyId=" + key);
        everyServer("refuses the key", server -> !reads(server, alice));

        first.putBucketCors(request -> request.bucket("seen").corsConfiguration(cors -> cors.corsRules(ANY_ORIGIN)));
        everyServer(
                "has the rule",
                server -> root.get(server)
                        .getBucketCors(request -> request.bucket("seen"))
                        .hasCorsRules());
        assertEquals(
                200,
                Chores.admin(gateways.admin(2), "PUT", "quotas/buckets/seen?objects=1")
                        .status());
        everyServer("knows the quota", server -> isFull(root.get(server)));
        Chores.admin(gateways.admin(2), "DELETE", "quotas/buckets/seen");
        root.get(1)
                .putBucketVersioning(request -> request.bucket("seen")
                        .versioningConfiguration(versioning -> versioning.status(BucketVersioningStatus.ENABLED)));
        everyServer(
                "keeps versions",
                server -> root.get(server)
                                .getBucketVersioning(request -> request.bucket("seen"))
                                .status()
                        == BucketVersioningStatus.ENABLED);
        root.forEach(S3Client::close);
    }

    private interface ServerCondition {
        boolean holds(int server) throws Exception;
    }

    private static void everyServer(String what, ServerCondition condition) throws Exception {
        Eventually.within(KNOWN, "every server " + what, () -> {
            for (int server = 0; server < COUNT; server++) {
                if (!holds(condition, server)) {
                    return false;
                }
            }
            return true;
        });
    }

    /** A document that a server does not know yet is 404. */
    private static boolean holds(ServerCondition condition, int server) throws Exception {
        try {
            return condition.holds(server);
        } catch (S3Exception e) {
            assertEquals(404, e.statusCode());
            return false;
        }
    }

    private static boolean reads(int server, AwsCredentialsProvider keys) {
        try (S3Client client = Gateways.client(gateways.addresses().get(server), keys, Gateways.ONCE)) {
            return client.getObjectAsBytes(request -> request.bucket("seen").key("a"))
                    .asUtf8String()
                    .equals("content");
        } catch (S3Exception e) {
            assertEquals(403, e.statusCode());
            return false;
        }
    }

    private static boolean isFull(S3Client client) {
        try {
            client.putObject(request -> request.bucket("seen").key("b"), RequestBody.fromString("too many"));
            client.deleteObject(request -> request.bucket("seen").key("b"));
            return false;
        } catch (S3Exception e) {
            assertEquals("QuotaExceeded", e.awsErrorDetails().errorCode());
            return true;
        }
    }

    private static AwsCredentialsProvider newUser() throws IOException {
        iam(0, "Action=CreateUser&UserName=alice");
        iam(
                1,
                "Action=PutUserPolicy&UserName=alice&PolicyName=read&PolicyDocument=%7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22"
                        + "%3A%7B%22Effect%22%3A%22Allow%22%2C%22Action%22%3A%22s3%3A%2A%22%2C%22Resource%22%3A%22%2A%22%7D%7D");
        RawHttp.Reply key = iam(2, "Action=CreateAccessKey&UserName=alice");
        return StaticCredentialsProvider.create(
                AwsBasicCredentials.create(key.element("AccessKeyId"), key.element("SecretAccessKey")));
    }

    private static RawHttp.Reply iam(int server, String form) throws IOException {
        WireRequest request = WireRequest.of("POST", "/")
                .host(gateways.addresses().get(server))
                .header("content-type", "application/x-www-form-urlencoded")
                .body("Version=2010-05-08&" + form);
        RawHttp.Reply reply = RawHttp.exchange(
                gateways.addresses().get(server),
                WireSigner.now().in("us-east-1", "iam").sign(request));
        assertEquals(200, reply.status(), reply.text());
        return reply;
    }

    @Test
    void lifecycleRulesAreAppliedByOneServer() throws Exception {
        try (S3Client client = Gateways.client(proxy.address())) {
            client.createBucket(request -> request.bucket("expired"));
            for (int i = 0; i < 30; i++) {
                String key = "key " + i;
                client.putObject(request -> request.bucket("expired").key(key), RequestBody.empty());
            }
            client.putBucketLifecycleConfiguration(
                    request -> request.bucket("expired").lifecycleConfiguration(rules -> rules.rules(EXPIRED)));
            List<S3Client> root = gateways.clients();
            everyServer(
                    "has the rule",
                    server -> root.get(server)
                            .getBucketLifecycleConfiguration(request -> request.bucket("expired"))
                            .hasRules());
            root.forEach(S3Client::close);
            ConcurrentCalls.of(IntStream.range(0, COUNT)
                    .<Callable<Integer>>mapToObj(
                            server -> () -> Chores.send(gateways.admin(server), "POST", "lifecycle/start")
                                    .status())
                    .toList());
            Eventually.holds("all have ended", () -> !lifecycle().contains("\"running\":true"));
            int deleted = Pattern.compile("\"deleted\":(\\d+)")
                    .matcher(lifecycle())
                    .results()
                    .mapToInt(found -> Integer.parseInt(found.group(1)))
                    .sum();
            assertEquals(30, deleted, lifecycle());
            assertEquals(
                    0,
                    client.listObjectsV2(request -> request.bucket("expired")).keyCount());
        }
    }

    /** What all servers say of their runs. */
    private static String lifecycle() throws IOException {
        StringBuilder said = new StringBuilder();
        for (int server = 0; server < COUNT; server++) {
            said.append(Chores.send(gateways.admin(server), "GET", "lifecycle").text());
        }
        return said.toString();
    }

    @Test
    void clientsGoOnWhileAServerIsKilledAndStartedAgain() throws Exception {
        try (S3Client client = Gateways.client(proxy.address())) {
            client.createBucket(request -> request.bucket("killed"));
            AtomicBoolean over = new AtomicBoolean();
            AtomicInteger written = new AtomicInteger();
            Callable<Integer> writer = () -> {
                while (!over.get()) {
                    int number = written.get();
                    put(client, number);
                    assertEquals("content " + number, get(client, number));
                    written.incrementAndGet();
                }
                return 0;
            };
            Callable<Integer> killer = () -> {
                try {
                    Eventually.holds("clients write", () -> written.get() > 20);
                    gateways.kill(0);
                    Eventually.holds("the proxy asks others", GatewaysTest::answersWithoutRetry);
                    gateways.restart(0);
                    Eventually.holds(
                            "the server gets requests again",
                            () -> gateways.server(0).stdout().contains("/killed/"));
                } finally {
                    over.set(true);
                }
                return 0;
            };
            ConcurrentCalls.of(List.of(writer, killer));
            for (int number = 0; number < written.get(); number++) {
                assertEquals("content " + number, get(client, number));
            }
        }
    }

    private static void put(S3Client client, int number) {
        client.putObject(
                request -> request.bucket("killed").key("" + number), RequestBody.fromString("content " + number));
    }

    private static String get(S3Client client, int number) {
        return client.getObjectAsBytes(request -> request.bucket("killed").key("" + number))
                .asUtf8String();
    }

    /** Many requests in turn, of which each server would get some. */
    private static boolean answersWithoutRetry() {
        try (S3Client client = Gateways.client(proxy.address(), Gateways.ROOT, Gateways.ONCE)) {
            for (int i = 0; i < 10 * COUNT; i++) {
                client.headBucket(request -> request.bucket("killed"));
            }
            return true;
        } catch (SdkException _) {
            return false;
        }
    }
}
