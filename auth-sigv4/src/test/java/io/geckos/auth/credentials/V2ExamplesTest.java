package io.geckos.auth.credentials;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.auth.SignatureAuthenticator;
import io.geckos.auth.SignatureV2Policy;
import io.geckos.auth.testkit.ExampleKeys;
import io.geckos.domain.security.Authenticator.SignedRequest;
import io.geckos.domain.security.Identity;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The requests that AWS signs by Version 2 in its documentation, with the signatures it gives.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/RESTAuthentication.html">Signing and authenticating</a>
 */
class V2ExamplesTest {
    private static final Optional<String> BUCKET = Optional.of("awsexamplebucket1");
    private static final Optional<String> PATH = Optional.empty();

    @Test
    void objectGet() {
        accepted(
                "2007-03-27T19:36:42Z",
                new SignedRequest(
                        "GET",
                        "/photos/puppy.jpg",
                        "",
                        headers("date", "Tue, 27 Mar 2007 19:36:42 +0000", "qgk2+6Sv9/oM7G3qLEjTH1a1l1g="),
                        BUCKET));
    }

    @Test
    void objectPut() {
        Map<String, List<String>> headers =
                headers("date", "Tue, 27 Mar 2007 21:15:45 +0000", "iqRzw+ileNPu1fhspnRs8nOjjIA=");
        headers.put("content-type", List.of("image/jpeg"));
        headers.put("content-length", List.of("94328"));
        accepted("2007-03-27T21:15:45Z", new SignedRequest("PUT", "/photos/puppy.jpg", "", headers, BUCKET));
    }

    @Test
    void list() {
        accepted(
                "2007-03-27T19:42:41Z",
                new SignedRequest(
                        "GET",
                        "/",
                        "prefix=photos&max-keys=50&marker=puppy",
                        headers("date", "Tue, 27 Mar 2007 19:42:41 +0000", "m0WP8eCtspQl5Ahe6L1SozdX9YA="),
                        BUCKET));
    }

    @Test
    void fetch() {
        accepted(
                "2007-03-27T19:44:46Z",
                new SignedRequest(
                        "GET",
                        "/",
                        "acl",
                        headers("date", "Tue, 27 Mar 2007 19:44:46 +0000", "82ZHiFIjc+WbcwFKGUVEQspPn+0="),
                        BUCKET));
    }

    @Test
    void delete() {
        accepted(
                "2007-03-27T21:20:26Z",
                new SignedRequest(
                        "DELETE",
                        "/awsexamplebucket1/photos/puppy.jpg",
                        "",
                        headers("date", "Tue, 27 Mar 2007 21:20:26 +0000", "XbyTlbQdu9Xw5o8P4iMwPktxQd8="),
                        PATH));
    }

    @Test
    void upload() {
        Map<String, List<String>> headers =
                headers("date", "Tue, 27 Mar 2007 21:06:08 +0000", "jtBQa0Aq+DkULFI8qrpwIjGEx0E=");
        headers.put("x-amz-acl", List.of("public-read"));
        headers.put("content-type", List.of("application/x-download"));
        headers.put("content-md5", List.of("4gJE4saaMU4BqNR0kLY+lw=="));
        headers.put("x-amz-meta-reviewedby", List.of("joe@example.com", "jane@example.com"));
        headers.put("x-amz-meta-filechecksum", List.of("0x02661779"));
        headers.put("x-amz-meta-checksumalgorithm", List.of("crc32"));
        headers.put("content-disposition", List.of("attachment; filename=database.dat"));
        headers.put("content-encoding", List.of("gzip"));
        accepted(
                "2007-03-27T21:06:08Z",
                new SignedRequest("PUT", "/db-backup.dat.gz", "", headers, Optional.of("static.example.com")));
    }

    @Test
    void listAllMyBuckets() {
        accepted(
                "2007-03-28T01:29:59Z",
                new SignedRequest(
                        "GET",
                        "/",
                        "",
                        headers("date", "Wed, 28 Mar 2007 01:29:59 +0000", "qGdzdERIC03wnaRNKh6OqZehG9s="),
                        PATH));
    }

    @Test
    void unicodeKeys() {
        accepted(
                "2007-03-28T01:49:49Z",
                new SignedRequest(
                        "GET",
                        "/dictionary/fran%C3%A7ais/pr%c3%a9f%c3%a8re",
                        "",
                        headers("date", "Wed, 28 Mar 2007 01:49:49 +0000", "DNEZGsoieTZ92F3bUfSPQcbGmlM="),
                        PATH));
    }

    @Test
    void queryString() {
        accepted(
                "2007-03-27T19:42:41Z",
                new SignedRequest(
                        "GET",
                        "/photos/puppy.jpg",
                        "AWSAccessKeyId=" + ExampleKeys.ID
                                + "&Signature=NpgCjnDzrM%2BWFzoENXmpNDUsSn8%3D&Expires=1175139620",
                        Map.of(),
                        Optional.of("johnsmith")));
    }

    private static Map<String, List<String>> headers(String date, String value, String signature) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        headers.put(date, List.of(value));
        headers.put("authorization", List.of("AWS " + ExampleKeys.ID + ":" + signature));
        return headers;
    }

    private static void accepted(String now, SignedRequest request) {
        SignatureAuthenticator authenticator = new SignatureAuthenticator(
                ExampleKeys.STORE,
                Optional.empty(),
                SignatureV2Policy.ALL,
                Clock.fixed(Instant.parse(now), ZoneOffset.UTC));
        assertEquals(
                new Identity.Known(ExampleKeys.OWNER, ExampleKeys.ID),
                authenticator.authenticate(request).identity());
    }
}
