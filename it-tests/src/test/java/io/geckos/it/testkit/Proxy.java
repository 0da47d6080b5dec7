package io.geckos.it.testkit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A reverse proxy that runs as {@code docs/proxies.md} or {@code docs/rados.md} says, but for its addresses. */
public record Proxy(Process process, InetSocketAddress address) implements AutoCloseable {
    private static final Path DOCUMENT = Path.of("..", "docs", "proxies.md");
    private static final Path OF_CLUSTERS = Path.of("..", "docs", "rados.md");

    private static final int DOCUMENTED_SERVERS = 3;

    /** The proxies that are documented, by the language of their block. */
    public enum Kind {
        NGINX("nginx"),
        CADDY("caddyfile"),
        HAPROXY("haproxy");

        private final String language;

        Kind(String language) {
            this.language = language;
        }

        private String documented(Path document) throws IOException {
            return in(Files.readString(document));
        }

        /** The first configuration in a text. */
        private String in(String text) {
            Matcher block = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                    .matcher(text);
            assertTrue(block.find(), "no " + language + " in: " + text);
            return block.group(1);
        }
    }

    /** Starts nginx with nothing but {@code proxy_pass} in front of a server; {@code folder} is for all that it writes. */
    public static Proxy startNginx(Path folder, InetSocketAddress server) throws IOException, InterruptedException {
        InetSocketAddress address = ServerLaunch.freeAddress();
        String text = "server { listen 127.0.0.1:" + address.getPort() + "; location / { proxy_pass http://127.0.0.1:"
                + server.getPort() + "; } }";
        return start(Kind.NGINX, folder, address, text);
    }

    /** Starts one in front of a server; {@code folder} is for all that it writes. */
    public static Proxy start(Kind kind, Path folder, InetSocketAddress server, int adminPort)
            throws IOException, InterruptedException {
        return startAt(ServerLaunch.freeAddress(), kind, folder, server, adminPort);
    }

    /** Starts one at an address that the server was told before. */
    public static Proxy startAt(
            InetSocketAddress address, Kind kind, Path folder, InetSocketAddress server, int adminPort)
            throws IOException, InterruptedException {
        String own = "127.0.0.1:" + address.getPort();
        String text = kind.documented(DOCUMENT)
                .replace("127.0.0.1:9000", "127.0.0.1:" + server.getPort())
                .replace("port 9001", "port " + adminPort)
                .replace("listen 8080", "listen " + own)
                .replace("bind :8080", "bind " + own)
                .replace("s3.example.com, *.s3.example.com {", "http://:" + address.getPort() + " {");
        return start(kind, folder, address, text);
    }

    /**
     * Starts nginx in front of both listeners, at addresses that the server was told before: for S3 as anybody starts it, and
     * for the console as its section says.
     */
    public static Proxy startForConsole(
            InetSocketAddress s3, InetSocketAddress console, Path folder, InetSocketAddress server, int adminPort)
            throws IOException, InterruptedException {
        String[] sections = Files.readString(DOCUMENT).split("\n## ", -1);
        String text = Kind.NGINX.in(section(sections, "nginx")) + Kind.NGINX.in(section(sections, "The console"));
        return start(
                Kind.NGINX,
                folder,
                s3,
                text.replace("127.0.0.1:9000", "127.0.0.1:" + server.getPort())
                        .replace("127.0.0.1:9001", "127.0.0.1:" + adminPort)
                        .replace("listen 8080", "listen 127.0.0.1:" + s3.getPort())
                        .replace("listen 8081", "listen 127.0.0.1:" + console.getPort())
                        .replaceAll("server_name .*;", "server_name localhost;"));
    }

    private static String section(String[] sections, String title) {
        return Arrays.stream(sections)
                .filter(it -> it.startsWith(title + "\n"))
                .findFirst()
                .orElseThrow();
    }

    /** Starts one in front of the servers of a cluster, as {@code docs/rados.md} has it for three. */
    public static Proxy startForCluster(Kind kind, Path folder, List<InetSocketAddress> servers)
            throws IOException, InterruptedException {
        InetSocketAddress address = ServerLaunch.freeAddress();
        String text = kind.documented(OF_CLUSTERS)
                .replaceAll("(listen |bind :)8080", "$1127.0.0.1:" + address.getPort())
                .replace("bind :127", "bind 127");
        for (int number = 1; number <= DOCUMENTED_SERVERS; number++) {
            String server = "192.0.2." + number + ":9000";
            assertTrue(text.contains(server), "no " + server + " in " + OF_CLUSTERS);
            text = number <= servers.size()
                    ? text.replace(
                            server, "127.0.0.1:" + servers.get(number - 1).getPort())
                    : text.replaceAll(".*" + Pattern.quote(server) + ".*\n", "");
        }
        return start(kind, folder, address, text);
    }

    private static Proxy start(Kind kind, Path folder, InetSocketAddress address, String text)
            throws IOException, InterruptedException {
        Path file = folder.resolve("proxy.conf");
        Process process = new ProcessBuilder(command(kind, folder, file, text))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("proxy.log").toFile())
                .start();
        Proxy proxy = new Proxy(process, address);
        try {
            Eventually.holds(kind + " serves: " + folder.resolve("proxy.log"), proxy::serves);
            return proxy;
        } catch (Exception | AssertionError e) {
            proxy.close();
            throw new IllegalStateException(Files.readString(folder.resolve("proxy.log")), e);
        }
    }

    private static List<String> command(Kind kind, Path folder, Path file, String text) throws IOException {
        return switch (kind) {
            case NGINX -> {
                Files.writeString(file, """
                        daemon off;
                        user root;
                        pid %1$s/nginx.pid;
                        error_log stderr;
                        events {}
                        http {
                            access_log off;
                            client_body_temp_path %1$s/body;
                            proxy_temp_path %1$s/proxy;
                            fastcgi_temp_path %1$s/fastcgi;
                            uwsgi_temp_path %1$s/uwsgi;
                            scgi_temp_path %1$s/scgi;
                            %2$s
                        }
                        """.formatted(folder, text));
                yield List.of(ClientHome.program("/usr/sbin/nginx"), "-c", file.toString(), "-p", folder.toString());
            }
            case CADDY -> {
                Files.writeString(
                        file, "{\n\tadmin off\n\tauto_https off\n\tstorage file_system " + folder + "\n}\n" + text);
                yield List.of(
                        ClientHome.program("/usr/bin/caddy"),
                        "run",
                        "--adapter",
                        "caddyfile",
                        "--config",
                        file.toString());
            }
            case HAPROXY -> {
                Files.writeString(file, text);
                yield List.of(ClientHome.program("/usr/sbin/haproxy"), "-db", "-f", file.toString());
            }
        };
    }

    private boolean serves() {
        if (!process.isAlive()) {
            throw new IllegalStateException("the proxy ended with " + process.exitValue());
        }
        try {
            return RawHttp.exchange(address, WireRequest.of("GET", "/").sign(address))
                    .headers()
                    .containsKey("x-amz-request-id");
        } catch (IOException _) {
            return false;
        }
    }

    @Override
    public void close() {
        Eventually.ends(process);
    }
}
