package io.geckos.it.operations;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.it.testkit.ClientHome;
import io.geckos.it.testkit.Eventually;
import io.geckos.it.testkit.NoticeSocket;
import io.geckos.it.testkit.Pem;
import io.geckos.it.testkit.RawHttp;
import io.geckos.it.testkit.ServerLaunch;
import io.geckos.it.testkit.WireRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS on the S3 port itself. */
class TlsTest {
    private static final List<String> VERSIONS = List.of("TLSv1.2", "TLSv1.3");
    private static final int CLIENTS_OF_EACH = 4;
    private static final int ENOUGH = 50;

    @TempDir
    Path folder;

    private Pem first;
    private Pem second;
    private SSLContext trust;
    private ServerLaunch launch;
    private Process server;

    @BeforeEach
    void start() throws Exception {
        first = Pem.make(folder, "first", "EC");
        second = Pem.make(folder, "second", "RSA");
        trust = Pem.trust(first, second);
        Files.writeString(folder.resolve("tls.crt"), first.certificate());
        Files.writeString(folder.resolve("tls.key"), first.key());
        String notices = folder.resolve("notices").toString();
        launch = ServerLaunch.on(folder.resolve("data"))
                .environment(
                        "GECKOS3_TLS_CERTIFICATE", folder.resolve("tls.crt").toString())
                .environment("GECKOS3_TLS_KEY", folder.resolve("tls.key").toString())
                .environment("GECKOS3_AUTH_ENABLED", "false")
                .environment("NOTIFY_SOCKET", notices);
        try (NoticeSocket systemd = new NoticeSocket(notices)) {
            server = launch.spawn(folder.resolve("out"), folder.resolve("err"));
            assertEquals("READY=1", systemd.next());
        }
    }

    @AfterEach
    void stop() throws Exception {
        server.destroyForcibly().waitFor();
    }

    /** Certificate authorities' tools write two files, one after the other; the load never stops meanwhile. */
    @Test
    void aCertificateIsReplacedUnderLoadWithoutAFailedRequest() throws Exception {
        AtomicBoolean enough = new AtomicBoolean();
        Map<String, AtomicInteger> served = new ConcurrentHashMap<>();
        try (SSLSocket old = connect("TLSv1.3");
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            RawHttp kept = RawHttp.over(old);
            assertEquals(200, kept.send(request("PUT", "/load")).reply().status());
            List<Future<?>> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS_OF_EACH; i++) {
                for (String version : VERSIONS) {
                    String key = "/load/" + version + "-" + i;
                    clients.add(threads.submit(() -> {
                        while (!enough.get()) {
                            served.computeIfAbsent(putAndGet(version, key), _ -> new AtomicInteger())
                                    .incrementAndGet();
                        }
                        return null;
                    }));
                }
            }
            try {
                await(clients, served, "first");
                Files.writeString(folder.resolve("tls.crt"), second.certificate());
                Eventually.holds(
                        "a pair that does not fit is reported",
                        () -> Files.readString(folder.resolve("err")).contains("the old certificate stays in use"));
                served.clear();
                await(clients, served, "first");
                Files.writeString(folder.resolve("tls.key"), second.key());
                await(clients, served, "second");
                assertEquals(200, kept.send(request("GET", "/load")).reply().status());
                assertEquals("CN=first", subject(old), "an open connection keeps what it was made with");
            } finally {
                enough.set(true);
            }
            for (Future<?> client : clients) {
                client.get();
            }
        }
    }

    /** Waits until this certificate has been shown to clients of each version often enough, and none has failed. */
    private static void await(List<Future<?>> clients, Map<String, AtomicInteger> served, String name)
            throws Exception {
        for (String version : VERSIONS) {
            Eventually.holds(name + " is shown by " + version, () -> {
                for (Future<?> client : clients) {
                    if (client.isDone()) {
                        client.get();
                    }
                }
                return served.getOrDefault(version + " CN=" + name, new AtomicInteger())
                                .get()
                        >= ENOUGH;
            });
        }
    }

    /** On a connection of its own; answers the version and the certificate it was served with. */
    private String putAndGet(String version, String target) throws IOException {
        byte[] body = new byte[100_000];
        new Random().nextBytes(body);
        try (SSLSocket socket = connect(version)) {
            RawHttp http = RawHttp.over(socket);
            assertEquals(
                    200, http.send(request("PUT", target).body(body)).reply().status());
            RawHttp.Reply got = http.send(request("GET", target)).reply();
            assertEquals(200, got.status());
            assertArrayEquals(body, got.body().getBytes(StandardCharsets.ISO_8859_1));
            return socket.getSession().getProtocol() + " " + subject(socket);
        }
    }

    @Test
    void aKeyOfAnotherCertificateStopsTheStartAndIsNamed() throws Exception {
        Pem third = Pem.make(folder, "third", "EC");
        for (Pem other : List.of(second, third)) {
            Path key = Files.writeString(folder.resolve("other.key"), other.key());
            ServerLaunch.Exit exit = ServerLaunch.on(folder.resolve("other"))
                    .environment(
                            "GECKOS3_TLS_CERTIFICATE", folder.resolve("tls.crt").toString())
                    .environment("GECKOS3_TLS_KEY", key.toString())
                    .runToExit();
            assertEquals(2, exit.code(), exit.stderr());
            assertEquals(1, exit.stderr().lines().count(), exit.stderr());
            assertTrue(exit.stderr().contains("tls.key") && exit.stderr().contains(key.toString()), exit.stderr());
        }
    }

    @Test
    void aPolicyRefusesAnOldVersionOfTls() throws Exception {
        String policy = """
                {"Statement": {"Effect": "Deny", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::old/*",
                  "Condition": {"NumericLessThan": {"s3:TlsVersion": 1.3}}}}
                """;
        try (SSLSocket older = connect("TLSv1.2");
                SSLSocket newer = connect("TLSv1.3")) {
            RawHttp http = RawHttp.over(older);
            assertEquals(200, http.send(request("PUT", "/old")).reply().status());
            assertEquals(
                    200, http.send(request("PUT", "/old/key").body("x")).reply().status());
            assertEquals(200, http.send(request("GET", "/old/key")).reply().status());
            assertEquals(
                    204,
                    http.send(request("PUT", "/old?policy").body(policy))
                            .reply()
                            .status());
            assertEquals(403, http.send(request("GET", "/old/key")).reply().status());
            assertEquals(
                    200,
                    RawHttp.over(newer).send(request("GET", "/old/key")).reply().status());
        }
    }

    @Test
    void plainHttpIsToldThatThisPortSpeaksHttps() throws Exception {
        try (RawHttp http = RawHttp.connect(launch.address())) {
            RawHttp.Reply reply = http.send(request("GET", "/")).reply();
            assertEquals(400, reply.status());
            assertEquals("This port speaks HTTPS: begin the URL with https instead of http.", reply.body());
        }
    }

    @Test
    void tlsOnAPlainPortIsNamedInTheLog() throws Exception {
        Path log = folder.resolve("plain.out");
        String notices = folder.resolve("plain.notices").toString();
        ServerLaunch plain = ServerLaunch.on(folder.resolve("plain")).environment("NOTIFY_SOCKET", notices);
        Process other;
        try (NoticeSocket systemd = new NoticeSocket(notices)) {
            other = plain.spawn(log, folder.resolve("plain.err"));
            assertEquals("READY=1", systemd.next());
        }
        try {
            SSLSocket socket = (SSLSocket) trust.getSocketFactory()
                    .createSocket(plain.address().getAddress(), plain.address().getPort());
            assertThrows(IOException.class, socket::startHandshake);
            Eventually.holds(
                    "the line says why",
                    () -> Files.readString(log).contains("\"reason\":\"a TLS handshake came to a port without TLS"));
        } finally {
            other.destroyForcibly().waitFor();
        }
    }

    @Test
    void clientsTransferLargeObjects() throws Exception {
        byte[] content = new byte[30 << 20];
        new Random(1).nextBytes(content);
        ClientHome home = new ClientHome(folder)
                .set("AWS_CA_BUNDLE", folder.resolve("tls.crt").toString())
                .set("AWS_ACCESS_KEY_ID", "minioadmin")
                .set("AWS_SECRET_ACCESS_KEY", "minioadmin")
                .set("AWS_REGION", "us-east-1");
        Files.write(home.file("large"), content);
        String endpoint = "https://127.0.0.1:" + launch.address().getPort();
        home.run("aws", "--endpoint-url=" + endpoint, "s3", "mb", "s3://tls");
        home.run("aws", "--endpoint-url=" + endpoint, "s3", "cp", "large", "s3://tls/large");
        for (String version : List.of("1.2", "1.3")) {
            home.run(
                    "curl",
                    "-sSf",
                    "--cacert",
                    "tls.crt",
                    "--tlsv" + version,
                    "--tls-max",
                    version,
                    "-o",
                    "curl-" + version,
                    endpoint + "/tls/large");
            assertArrayEquals(content, Files.readAllBytes(home.file("curl-" + version)), version);
        }
    }

    private WireRequest request(String method, String target) {
        return WireRequest.of(method, target).host(launch.address());
    }

    private SSLSocket connect(String version) throws IOException {
        SSLSocket socket = (SSLSocket) trust.getSocketFactory()
                .createSocket(launch.address().getAddress(), launch.address().getPort());
        socket.setEnabledProtocols(new String[] {version});
        socket.startHandshake();
        return socket;
    }

    private static String subject(SSLSocket socket) throws IOException {
        X509Certificate shown = (X509Certificate) socket.getSession().getPeerCertificates()[0];
        return shown.getSubjectX500Principal().getName();
    }
}
