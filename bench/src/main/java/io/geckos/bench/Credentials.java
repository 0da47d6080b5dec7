package io.geckos.bench;

/**
 * A key pair that signs requests.
 *
 * @param accessKey sent with every request
 * @param secretKey never sent, never printed
 */
record Credentials(String accessKey, String secretKey) {
    @Override
    public String toString() {
        return accessKey;
    }
}
