package io.geckos.it.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A key and the certificate it signed itself for 127.0.0.1, as the text of two PEM files. */
public record Pem(String certificate, String key) {
    /** Makes both by the JDK's keytool; {@code name} is the common name. */
    public static Pem make(Path folder, String name, String algorithm) throws Exception {
        Path store = folder.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "it",
                        "-keyalg",
                        algorithm,
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-keystore",
                        store.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "changeit")
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), US_ASCII);
        assertEquals(0, keytool.waitFor(), said);
        return read(store);
    }

    /** The same launch, by TLS with this pair, whose files come into {@code folder}. */
    public ServerLaunch use(Path folder, ServerLaunch launch) throws IOException {
        Path tls = Files.createDirectories(folder.resolve("tls"));
        return launch.environment(
                        "GECKOS3_TLS_CERTIFICATE",
                        Files.writeString(tls.resolve("tls.crt"), certificate).toString())
                .environment(
                        "GECKOS3_TLS_KEY",
                        Files.writeString(tls.resolve("tls.key"), key).toString());
    }

    /** Trusts these certificates and no others. */
    public static SSLContext trust(Pem... trusted) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        for (Pem pem : trusted) {
            store.setCertificateEntry(
                    "it" + store.size(),
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(
                                    new ByteArrayInputStream(pem.certificate().getBytes(US_ASCII))));
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    private static Pem read(Path store) throws IOException, GeneralSecurityException {
        char[] password = "changeit".toCharArray();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, password);
        }
        return new Pem(
                text("CERTIFICATE", keys.getCertificate("it").getEncoded()),
                text("PRIVATE KEY", keys.getKey("it", password).getEncoded()));
    }

    private static String text(String what, byte[] bytes) {
        String lines = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(bytes);
        return "-----BEGIN " + what + "-----\n" + lines + "\n-----END " + what + "-----\n";
    }
}
