package io.geckos.server.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.geckos.server.config.ListenAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The pages of the console. The first one tells its scripts where the S3 port is, and its policy lets them reach nothing
 * else. Nothing is read before the first request for a page. Safe for many threads.
 */
public final class ConsolePages {
    private final Facts facts;
    private final Lock lock = new ReentrantLock();

    /** Empty until the first request; then the files, if there are any. Guarded by the lock. */
    private Optional<Optional<ConsoleFiles>> files = Optional.empty();

    /**
     * What the pages tell about the server.
     *
     * @param fixed the origin of the S3 port as the configuration has it, behind a proxy
     * @param tls whether the S3 port uses TLS
     * @param listen the address of the S3 port, known only once it listens
     * @param authenticated whether requests have to be signed
     */
    public record Facts(
            String version,
            String region,
            Optional<String> fixed,
            boolean tls,
            Supplier<ListenAddress> listen,
            boolean authenticated) {}

    public ConsolePages(Facts facts) {
        this.facts = facts;
    }

    /**
     * The page at a path.
     *
     * @param host the {@code Host} header, which was checked; empty if there is none
     */
    public Optional<ConsolePage> at(String path, String host) {
        if (!path.equals("/") && !path.startsWith("/console/")) {
            return Optional.empty();
        }
        return files().flatMap(it -> path.equals("/") ? Optional.of(index(it, host)) : it.at(path));
    }

    private Optional<ConsoleFiles> files() {
        lock.lock();
        try {
            if (files.isEmpty()) {
                files = Optional.of(ConsoleFiles.read());
            }
            return files.orElseThrow();
        } finally {
            lock.unlock();
        }
    }

    private ConsolePage index(ConsoleFiles all, String host) {
        String s3 = facts.fixed().orElseGet(() -> s3(host));
        String html = all.index()
                .replace("{{s3}}", s3)
                .replace("{{region}}", facts.region())
                .replace("{{version}}", facts.version())
                .replace("{{signed}}", String.valueOf(facts.authenticated()));
        return ConsolePage.of(headers(s3), html.getBytes(UTF_8));
    }

    /** The origin of the S3 port. If it listens on all addresses, it is reached by the name that reached this one. */
    private String s3(String host) {
        ListenAddress listen = facts.listen().get();
        String name = host.replaceFirst(":\\d*$", "");
        String address = listen.isWildcard() && !name.isEmpty()
                ? name + ":" + listen.port()
                : listen.reachable().toString();
        return (facts.tls() ? "https://" : "http://") + address;
    }

    private static Map<String, String> headers(String s3) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("content-type", "text/html; charset=utf-8");
        headers.put("cache-control", "no-cache");
        headers.put(
                "content-security-policy",
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; media-src " + s3
                        + "; frame-src " + s3 + "; connect-src 'self' " + s3
                        + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        headers.put("cross-origin-opener-policy", "same-origin");
        headers.put("referrer-policy", "no-referrer");
        headers.put("x-content-type-options", "nosniff");
        headers.put("x-frame-options", "DENY");
        headers.put("vary", "accept-encoding, host");
        return headers;
    }
}
