package io.geckos.server.tls;

import io.geckos.server.config.ConfigurationException;
import io.geckos.server.config.ConfigurationKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A certificate and its private key, in PEM files as certificate authorities hand them out.
 *
 * @param chain the server's certificate first, then the intermediate ones up to a root
 */
public record ServerCertificate(List<X509Certificate> chain, PrivateKey key) {
    private static final Pattern PKCS8 =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    /** The key algorithms, each with a signature algorithm for its keys. */
    private static final Map<String, String> SIGNATURES =
            Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "EdDSA", "EdDSA");

    /**
     * Reads both files. Throws {@link ConfigurationException}, with the file and the reason, if one cannot be used or
     * if the key does not belong to the certificate.
     */
    public static ServerCertificate read(Path chainFile, Path keyFile) {
        ServerCertificate certificate = new ServerCertificate(chain(chainFile), key(keyFile));
        if (!certificate.fits()) {
            throw ConfigurationException.badValue(
                    ConfigurationKey.TLS_KEY.path(), keyFile.toString(), "the key of the certificate in " + chainFile);
        }
        return certificate;
    }

    /**
     * Tells whether the key belongs to the certificate. Java does not check this, and every client would refuse the
     * connection.
     */
    private boolean fits() {
        try {
            Signature signature = Signature.getInstance(Objects.requireNonNull(SIGNATURES.get(key.getAlgorithm())));
            signature.initSign(key);
            byte[] signed = signature.sign();
            signature.initVerify(chain.getFirst().getPublicKey());
            return signature.verify(signed);
        } catch (GeneralSecurityException _) {
            return false;
        }
    }

    /** The earliest expiry in the chain. */
    Instant expiry() {
        return chain.stream()
                .map(certificate -> certificate.getNotAfter().toInstant())
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** A TLS context with this certificate. */
    SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new ConfigurationException(ConfigurationKey.TLS_KEY.path() + ": cannot be used: " + e.getMessage());
        }
    }

    /**
     * What gives handshakes the key. SunX509 takes it out of the key store once, PKIX for every handshake, and a key store
     * decrypts by ten thousand rounds of hashing: that took longer than the rest of the handshake.
     */
    KeyManager[] keyManagers() throws GeneralSecurityException, IOException {
        char[] password = {};
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, password);
        store.setKeyEntry("server", key, password, chain.toArray(X509Certificate[]::new));
        KeyManagerFactory keys = KeyManagerFactory.getInstance("SunX509");
        keys.init(store, password);
        return keys.getKeyManagers();
    }

    private static List<X509Certificate> chain(Path file) {
        try {
            List<X509Certificate> chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(bytes(ConfigurationKey.TLS_CERTIFICATE, file)))
                    .stream()
                    .map(X509Certificate.class::cast)
                    .toList();
            if (!chain.isEmpty()) {
                return chain;
            }
        } catch (GeneralSecurityException _) {
            // The message below is for every file that is not a chain of certificates.
        }
        throw ConfigurationException.badValue(
                ConfigurationKey.TLS_CERTIFICATE.path(),
                file.toString(),
                "a PEM file of the certificate and those that signed it");
    }

    private static PrivateKey key(Path file) {
        Matcher matcher = PKCS8.matcher(new String(bytes(ConfigurationKey.TLS_KEY, file), StandardCharsets.US_ASCII));
        if (matcher.find()) {
            byte[] encoded = Base64.getMimeDecoder().decode(matcher.group(1));
            for (String algorithm : SIGNATURES.keySet()) {
                try {
                    return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
                } catch (InvalidKeySpecException _) {
                    // The key may belong to the next algorithm.
                } catch (GeneralSecurityException e) {
                    throw new IllegalStateException("every Java platform has " + algorithm, e);
                }
            }
        }
        throw ConfigurationException.badValue(
                ConfigurationKey.TLS_KEY.path(),
                file.toString(),
                "a PEM file with an unencrypted PKCS #8 private key (openssl pkcs8 -topk8 -nocrypt makes one of others)");
    }

    private static byte[] bytes(ConfigurationKey key, Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException _) {
            throw ConfigurationException.badValue(key.path(), file.toString(), "a file that can be read");
        }
    }
}
