package io.geckos.it.s3;

import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ArbitrarySupplier;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Makes up requests, of what means something to S3 and of noise. */
final class HttpShots implements ArbitrarySupplier<HttpShots.Shot> {
    private static final List<String> QUERY_KEYS = List.of(
            "uploads",
            "uploadId",
            "partNumber",
            "versionId",
            "list-type",
            "max-keys",
            "prefix",
            "delimiter",
            "marker",
            "continuation-token",
            "start-after",
            "encoding-type",
            "cors",
            "tagging",
            "delete",
            "attributes",
            "acl",
            "location",
            "versions",
            "max-uploads",
            "key-marker",
            "upload-id-marker",
            "response-content-type",
            "x-id",
            "fetch-owner",
            "max-parts",
            "part-number-marker",
            "renameObject",
            "policy",
            "X-Amz-Signature");
    private static final List<String> HEADER_NAMES = List.of(
            "range",
            "if-match",
            "if-none-match",
            "if-modified-since",
            "if-unmodified-since",
            "content-md5",
            "content-type",
            "content-encoding",
            "expires",
            "origin",
            "access-control-request-method",
            "access-control-request-headers",
            "x-amz-copy-source",
            "x-amz-copy-source-range",
            "x-amz-meta-a",
            "x-amz-tagging",
            "x-amz-acl",
            "x-amz-storage-class",
            "x-amz-checksum-crc32",
            "x-amz-checksum-type",
            "x-amz-checksum-algorithm",
            "x-amz-sdk-checksum-algorithm",
            "x-amz-checksum-mode",
            "x-amz-trailer",
            "x-amz-metadata-directive",
            "x-amz-tagging-directive",
            "x-amz-object-attributes",
            "x-amz-max-parts",
            "x-amz-rename-source",
            "x-amz-mp-object-size",
            "x-amz-expected-bucket-owner",
            "x-amz-date",
            "x-amz-decoded-content-length",
            "transfer-encoding",
            "x-amz-bucket-object-lock-enabled");

    /** What is sent. */
    record Shot(String method, String path, String query, Map<String, String> headers, String body) {}

    @Override
    public Arbitrary<Shot> get() {
        Arbitrary<String> method = Arbitraries.frequencyOf(
                Tuple.of(20, Arbitraries.of("GET", "HEAD", "PUT", "POST", "DELETE", "OPTIONS")),
                Tuple.of(1, Arbitraries.strings().ofMaxLength(5)));
        Arbitrary<Map<String, String>> headers =
                Arbitraries.maps(Arbitraries.of(HEADER_NAMES), values()).ofMaxSize(4);
        return Combinators.combine(method, paths(), queries(), headers, bodies())
                .as(Shot::new);
    }

    private static Arbitrary<String> paths() {
        return Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.just("/")),
                Tuple.of(6, Arbitraries.just("/bucket")),
                Tuple.of(6, Arbitraries.just("/bucket/key")),
                Tuple.of(6, values().map(text -> "/bucket/" + text)),
                Tuple.of(2, values()));
    }

    private static Arbitrary<String> queries() {
        return Combinators.combine(Arbitraries.of(QUERY_KEYS), values())
                .as((key, value) -> key + "=" + value.replace("&", "%26"))
                .list()
                .ofMaxSize(3)
                .map(parameters -> String.join("&", parameters));
    }

    /** Values that mean something somewhere, and noise. */
    private static Arbitrary<String> values() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        "",
                        "REDUCED_REDUNDANCY",
                        "0",
                        "1",
                        "-1",
                        "1000",
                        "10001",
                        "9999999999999999999",
                        "null",
                        "*",
                        "bytes=0-",
                        "bytes=-0",
                        "bytes=5-2",
                        "bytes=0-9223372036854775807",
                        "\"\"",
                        "W/\"a\"",
                        "a=b",
                        "/bucket/key",
                        "bucket/",
                        "%00",
                        "%zz",
                        "%C3%28",
                        "..",
                        "a//b",
                        "url",
                        "ENABLED",
                        "CRC32",
                        "COMPOSITE",
                        "COPY",
                        "REPLACE",
                        "ETag,Checksum",
                        "private",
                        "public-read",
                        "STANDARD",
                        "AAAAAA==",
                        "x-amz-checksum-crc32",
                        "multipart/form-data; boundary=b",
                        "multipart/form-data; boundary=\"",
                        "application/xml",
                        "Mon, 23 Nov 2026 06:00:00 GMT",
                        "Mon, 99 Nov 99999 06:00:00 GMT",
                        "https://a.example.com",
                        "20260101T000000Z",
                        "aws-chunked",
                        "chunked",
                        "owner",
                        "true",
                        "false",
                        "\u0000",
                        "\u00ff"),
                Arbitraries.strings().withCharRange('\u0000', '\u00ff').ofMaxLength(12),
                Arbitraries.strings().ascii().ofMaxLength(30));
    }

    private static Arbitrary<String> bodies() {
        Arbitrary<String> noise =
                Arbitraries.strings().withCharRange('\u0000', '\u00ff').ofMaxLength(60);
        Arbitrary<String> pieces = Arbitraries.of(
                        "<Tagging>",
                        "</Tagging>",
                        "<TagSet>",
                        "</TagSet>",
                        "<Tag>",
                        "</Tag>",
                        "<Key>",
                        "</Key>",
                        "<Value>",
                        "</Value>",
                        "<Delete>",
                        "</Delete>",
                        "<Object>",
                        "</Object>",
                        "<VersionId>",
                        "</VersionId>",
                        "<CORSConfiguration>",
                        "</CORSConfiguration>",
                        "<CORSRule>",
                        "</CORSRule>",
                        "<AllowedOrigin>",
                        "</AllowedOrigin>",
                        "<CompleteMultipartUpload>",
                        "<Part>",
                        "<PartNumber>",
                        "<!DOCTYPE a>",
                        "&amp;",
                        "&#0;",
                        "&x;",
                        "a",
                        "1",
                        "--b\r\n",
                        "--b--\r\n",
                        "\r\n",
                        "\r\n\r\n",
                        "Content-Disposition: form-data; name=\"key\"",
                        "Content-Disposition: form-data; name=\"file\"",
                        "Content-Disposition: form-data; name=\"policy\"",
                        "5\r\nhello\r\n",
                        "0\r\n",
                        "fffffffff\r\n",
                        "x-amz-checksum-crc32:AAAAAA==\r\n",
                        ";chunk-signature=")
                .list()
                .ofMaxSize(12)
                .map(list -> String.join("", list));
        return Arbitraries.oneOf(noise, pieces);
    }
}
