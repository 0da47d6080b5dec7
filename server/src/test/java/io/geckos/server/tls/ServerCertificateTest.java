package io.geckos.server.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.X509KeyManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerCertificateTest {
    private static final String PASSWORD = "changeit";

    @TempDir
    Path folder;

    @Test
    void everyHandshakeIsGivenTheKeyThatWasRead() throws Exception {
        ServerCertificate certificate = certificate();
        X509KeyManager keys = (X509KeyManager) certificate.keyManagers()[0];
        String alias = keys.chooseServerAlias("EC", null, null);
        PrivateKey first = keys.getPrivateKey(alias);
        assertEquals(certificate.key(), first);
        assertSame(first, keys.getPrivateKey(alias), "decrypted once more");
    }

    private ServerCertificate certificate() throws Exception {
        Path file = folder.resolve("store.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        file.toString())
                .inheritIO()
                .start();
        assertEquals(0, keytool.waitFor());
        KeyStore store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
        return new ServerCertificate(List.of((X509Certificate) store.getCertificate("server")), (PrivateKey)
                store.getKey("server", PASSWORD.toCharArray()));
    }
}
