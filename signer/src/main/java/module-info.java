/** Signs requests as clients of S3 do. */
module io.geckos.signer {
    requires static org.jspecify;

    exports io.geckos.signer;
}
