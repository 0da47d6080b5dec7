package io.geckos.bench.http;

/**
 * A key pair that signs requests.
 *
 * @param accessKey sent with every request
 * @param secretKey never sent, never printed
 */
public record KeyPair(String accessKey, String secretKey) {
    @Override
    public String toString() {
        return accessKey;
    }
}
