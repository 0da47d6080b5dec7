package io.geckos.s3.encryption;

import io.geckos.s3.api.EncryptionSettings;
import io.geckos.s3.api.S3Settings;
import io.geckos.s3.testkit.FakeAuthenticator;
import io.geckos.s3.testkit.ServiceClient;
import io.geckos.sealing.LocalSealer;
import io.geckos.sealing.MasterKeys;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Servers that encrypt, and keys for their clients. */
final class EncryptingServer {
    static final String CUSTOMER = "x-amz-server-side-encryption-customer-";
    static final String SOURCE = "x-amz-copy-source-server-side-encryption-customer-";
    static final String METHOD = "x-amz-server-side-encryption";

    private EncryptingServer() {}

    /** One with a master key. */
    static ServiceClient withMasterKey() {
        return with(new EncryptionSettings(Optional.of(new LocalSealer(masterKeys())), true, false, false));
    }

    /** One that encrypts everything. */
    static ServiceClient byDefault() {
        return with(new EncryptionSettings(Optional.of(new LocalSealer(masterKeys())), true, true, false));
    }

    /** One that takes only keys of its clients. */
    static ServiceClient withoutMasterKey(boolean overHttp) {
        return with(new EncryptionSettings(Optional.of(new LocalSealer(MasterKeys.NONE)), false, false, overHttp));
    }

    /** One whose master keys, first and second, stand for those of AWS KMS. */
    static ServiceClient withKms() {
        MasterKeys keys = MasterKeys.parse("first:" + key(7) + "\nsecond:" + key(8));
        return with(new EncryptionSettings(
                Optional.of(new LocalSealer(keys)), true, false, false, Optional.of(keys.current())));
    }

    static S3Settings settings(EncryptionSettings encryption) {
        return S3Settings.builder(FakeAuthenticator.OWNER)
                .encryption(encryption)
                .build();
    }

    private static ServiceClient with(EncryptionSettings encryption) {
        ServiceClient client = new ServiceClient(settings(encryption));
        client.send("PUT", "/bucket").requireStatus(200);
        return client;
    }

    static MasterKeys masterKeys() {
        return MasterKeys.parse("first:" + Base64.getEncoder().encodeToString(bytes(7)));
    }

    private static byte[] bytes(int value) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    static String key(int value) {
        return Base64.getEncoder().encodeToString(bytes(value));
    }

    static String keyMd5(int value) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("MD5").digest(bytes(value)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** The headers with a key whose bytes are all {@code value}, and more headers behind them. */
    static String[] customer(int value, String... more) {
        return headers(CUSTOMER, value, more);
    }

    /** The same for the source of a copy. */
    static String[] source(int value, String... more) {
        return headers(SOURCE, value, more);
    }

    private static String[] headers(String prefix, int value, String... more) {
        List<String> headers = new ArrayList<>(
                List.of(prefix + "algorithm", "AES256", prefix + "key", key(value), prefix + "key-md5", keyMd5(value)));
        headers.addAll(List.of(more));
        return headers.toArray(String[]::new);
    }
}
