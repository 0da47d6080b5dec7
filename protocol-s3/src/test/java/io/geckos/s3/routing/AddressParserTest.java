package io.geckos.s3.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ObjectId;
import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressParserTest {
    private final AddressParser addressing =
            new AddressParser(List.of("s3.example.com", "localhost", "rooted.example."));

    @Test
    void aBaseDomainBelowAnotherIsMeantByHostsBelowIt() {
        AddressParser nested = new AddressParser(List.of("example.com", "s3.example.com"));
        assertEquals(Optional.of("bucket"), nested.hostedBucket("bucket.s3.example.com"));
        assertEquals(Optional.of("bucket"), nested.hostedBucket("bucket.example.com"));
        assertEquals(Optional.empty(), nested.hostedBucket("s3.example.com:9000"));
    }

    @ParameterizedTest
    @CsvSource({
        "/bucket/key,                key",
        "/bucket/a//b,               a//b",
        "/bucket//a,                 /a",
        "/bucket/../a/./b/..,        ../a/./b/..",
        "/bucket/a;v=1,              a;v=1",
        "/bucket/a%2Fb%2f,           a/b/",
        "/bucket/a+b,                a+b",
        "/bucket/a%2Bb%20c,          a+b c",
        "/bucket/%25zz,              %zz",
        "/bucket/dir/,               dir/",
        "/bucket/%C3%A9%F0%9F%98%80, é😀",
        "/bucket/a|b^c[d],           a|b^c[d]",
        "/%62ucket/key,              key",
    })
    void keysComeOutAsTheyWereMeant(String rawPath, String key) {
        assertEquals(new RequestTarget.OfObject(ObjectId.of("bucket", key)), addressing.target("127.0.0.1", rawPath));
    }

    @Test
    void aNulIsPartOfTheKey() {
        assertEquals(
                new RequestTarget.OfObject(ObjectId.of("bucket", "a\0b")),
                addressing.target("127.0.0.1", "/bucket/a%00b"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "bucket/key",
                "/bucket/%",
                "/bucket/%4",
                "/bucket/%zz",
                "/bucket/%+1",
                "/bucket/%ff",
                "/bucket/%C0%AF",
                "/bucket/%ED%A0%80",
                "/bucket/%C3",
                "/bucket/a b",
                "/bucket/\u00e9",
                "/bucket/\ufffd",
                "/bucket/a\u0000"
            })
    void whatCannotBeDecodedIsRefused(String rawPath) {
        assertRefused(S3Error.InvalidURI, "127.0.0.1", rawPath);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ab/key", "/Bucket/key", "/..", "/.geckos3/x", "/a%2Fb/key", "//key", "/bucket%00/key"})
    void illegalBucketNamesAreRefused(String rawPath) {
        assertRefused(S3Error.InvalidBucketName, "127.0.0.1", rawPath);
    }

    @Test
    void keysHaveAtMost1024BytesHoweverLongTheyAreEncoded() {
        String most = "%C3%A9".repeat(512);
        assertEquals(
                new RequestTarget.OfObject(ObjectId.of("bucket", "é".repeat(512))),
                addressing.target("127.0.0.1", "/bucket/" + most));
        assertRefused(S3Error.KeyTooLongError, "127.0.0.1", "/bucket/" + most + "a");
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:9000,        /bucket/",
        "[::1]:9000,            /bucket",
        "s3.example.com,        /bucket",
        "'',                    /bucket",
        "bucket.s3.example.com, /",
        "bucket.S3.Example.com:443, /",
        "bucket.localhost:9000, /",
        "other.example.com,     /bucket",
        "s3.example.com.:9000,  /bucket",
        "bucket.s3.example.com., /",
        "bucket.S3.example.com.:9000, /",
        "bucket.localhost.,     /",
        "bucket.rooted.example, /",
        "bucket.rooted.example., /",
    })
    void bucketsAreAddressedByPathAndByHost(String host, String rawPath) {
        assertEquals(new RequestTarget.OfBucket(new BucketName("bucket")), addressing.target(host, rawPath));
    }

    @Test
    void aHostedBucketHasKeysOfEveryKind() {
        assertEquals(
                new RequestTarget.OfObject(ObjectId.of("my.bucket", "/a//b")),
                addressing.target("my.bucket.localhost:9000", "//a//b"));
        assertRefused(S3Error.InvalidBucketName, "a..b.localhost", "/key");
    }

    @Test
    void theRootIsTheService() {
        assertEquals(new RequestTarget.Service(), addressing.target("localhost", "/"));
    }

    private void assertRefused(S3Error error, String host, String rawPath) {
        S3Exception refusal = assertThrows(S3Exception.class, () -> addressing.target(host, rawPath));
        assertEquals(error, refusal.error());
    }
}
