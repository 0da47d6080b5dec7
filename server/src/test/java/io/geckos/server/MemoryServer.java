package io.geckos.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.geckos.server.config.CommandLine;
import io.geckos.server.config.Configuration;
import io.geckos.server.settings.SettingsReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** A server in this process, on free ports of the loopback address, that keeps everything in memory. */
public record MemoryServer(Server server) implements AutoCloseable {
    public static final String TOKEN = "secret-token";

    /** Settings are variables of the environment without {@code GECKOS3_}: name, value, name, value. */
    public static MemoryServer start(String... settings) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "GECKOS3_STORAGE_TYPE", "memory",
                "GECKOS3_LISTEN", "127.0.0.1:0",
                "GECKOS3_ADMIN_LISTEN", "127.0.0.1:0",
                "GECKOS3_ADMIN_TOKEN", TOKEN,
                "GECKOS3_AUTH_ENABLED", "false",
                "GECKOS3_LOG_REQUESTS", "false"));
        for (int i = 0; i < settings.length; i += 2) {
            environment.put("GECKOS3_" + settings[i], settings[i + 1]);
        }
        Configuration configuration = new Configuration(CommandLine.parse(new String[0]), environment);
        Server server = Server.open(SettingsReader.read(configuration), configuration);
        server.listen();
        return new MemoryServer(server);
    }

    /** Asks the second listener; {@code headers} are lines. */
    public Reply admin(String method, String target, String... headers) throws IOException {
        return send(server.adminPort(), method, target, headers);
    }

    /** Asks the second listener with the token. */
    public Reply operator(String method, String target) throws IOException {
        return admin(method, target, "Host: localhost", "Authorization: Bearer " + TOKEN);
    }

    /** Asks for S3. */
    public Reply s3(String method, String target, String... headers) throws IOException {
        return send(server.port(), method, target, headers);
    }

    private static Reply send(int port, String method, String target, String... headers) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
            boolean hasHost = false;
            for (String header : headers) {
                head.append(header).append("\r\n");
                hasHost |= header.toLowerCase(Locale.ROOT).startsWith("host:");
            }
            head.append(hasHost ? "" : "Host: 127.0.0.1:" + port + "\r\n");
            socket.getOutputStream().write((head + "Connection: close\r\n\r\n").getBytes(ISO_8859_1));
            return Reply.of(new String(socket.getInputStream().readAllBytes(), ISO_8859_1));
        }
    }

    @Override
    public void close() {
        server.close();
    }

    /** An answer, header names in lower case. */
    public record Reply(int status, Map<String, String> headers, String body) {
        static Reply of(String text) {
            int end = text.indexOf("\r\n\r\n");
            String[] lines = text.substring(0, end).split("\r\n", -1);
            Map<String, String> headers = new HashMap<>();
            for (int i = 1; i < lines.length; i++) {
                int colon = lines[i].indexOf(':');
                headers.put(
                        lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                        lines[i].substring(colon + 1).strip());
            }
            return new Reply(Integer.parseInt(lines[0].split(" ", 3)[1]), headers, text.substring(end + 4));
        }

        public String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }
}
