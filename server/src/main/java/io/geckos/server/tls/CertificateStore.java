package io.geckos.server.tls;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import io.geckos.server.config.ConfigurationException;
import io.geckos.server.process.PeriodicThread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/**
 * The current certificate of the server. It is read again when its files change. Open connections keep the one that
 * they have.
 */
public final class CertificateStore implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(CertificateStore.class.getName());

    private final Path chainFile;
    private final Path keyFile;
    private final Thread thread;
    private volatile SSLContext context;
    private volatile Instant expiry;
    private Map<Path, FileTime> read;

    /** Reads the files; throws {@link ConfigurationException} if they cannot be used. */
    public CertificateStore(Path chainFile, Path keyFile, Duration interval) {
        this.chainFile = chainFile;
        this.keyFile = keyFile;
        this.thread = PeriodicThread.withPause(interval, Thread.ofVirtual().name("certificates"), this::refresh);
        this.read = times();
        ServerCertificate certificate = ServerCertificate.read(chainFile, keyFile);
        this.context = certificate.context();
        this.expiry = certificate.expiry();
    }

    public void start() {
        thread.start();
    }

    /** The TLS context for a new connection. */
    public SSLContext context() {
        return context;
    }

    /** The time when the certificate in use, or one in its chain, expires. */
    public Instant expiry() {
        return expiry;
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    /**
     * Reads the files again if they have changed. A certificate that cannot be used is logged, and the last good one
     * stays in use.
     */
    void refresh() {
        Map<Path, FileTime> now = times();
        if (now.equals(read)) {
            return;
        }
        read = now;
        try {
            ServerCertificate certificate = ServerCertificate.read(chainFile, keyFile);
            context = certificate.context();
            expiry = certificate.expiry();
            LOGGER.log(INFO, "certificate read again");
        } catch (ConfigurationException e) {
            LOGGER.log(WARNING, "the old certificate stays in use: " + e.getMessage());
        }
    }

    private Map<Path, FileTime> times() {
        return Stream.of(chainFile, keyFile)
                .collect(Collectors.toMap(file -> file, CertificateStore::time, (a, _) -> a));
    }

    private static FileTime time(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException _) {
            return FileTime.fromMillis(0);
        }
    }
}
