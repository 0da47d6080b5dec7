package io.geckos.s3.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.geckos.access.S3AccessPolicy;
import io.geckos.domain.bucket.ObjectOwnership;
import io.geckos.domain.engine.Storage;
import io.geckos.domain.security.Account;
import io.geckos.s3.testkit.FakeAuthenticator;
import io.geckos.s3.testkit.ServiceClient;
import io.geckos.storage.testkit.memory.MemoryStorage;
import java.time.Clock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What policies about tags say to copies, which take over the tags of their sources. */
class CopiedTagsTest {
    private final Storage storage = new MemoryStorage();
    private final ServiceClient client = new ServiceClient(
            storage,
            new S3AccessPolicy(
                    storage.buckets(),
                    new Account(Account.FIRST, FakeAuthenticator.OWNER),
                    ObjectOwnership.BUCKET_OWNER_ENFORCED,
                    Clock.systemUTC()));

    @BeforeEach
    void makeBucket() {
        client.send("PUT", "/bucket").requireStatus(200);
        client.send("PUT", "/bucket/key", "hello".getBytes(UTF_8)).requireStatus(200);
    }

    /** Denies everybody an action on the target of the copies; single quotes stand for double ones. */
    private void deny(String action, String condition) {
        String policy = ("{'Version':'2012-10-17','Statement':{'Effect':'Deny','Principal':'*','Action':'s3:" + action
                        + "','Resource':'arn:aws:s3:::bucket/copy','Condition':{" + condition + "}}}")
                .replace('\'', '"');
        client.send("PUT", "/bucket?policy", policy.getBytes(UTF_8)).requireStatus(204);
    }

    /** Else who may not give a tag could copy it from an object that has it. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "PutObject,        'StringEquals':{'s3:RequestObjectTag/level':'secret'}",
                "PutObjectTagging, 'StringEquals':{'s3:RequestObjectTag/level':'secret'}",
                "PutObject,        'ForAnyValue:StringEquals':{'s3:RequestObjectTagKeys':'level'}",
                "PutObjectTagging, 'ForAnyValue:StringEquals':{'s3:RequestObjectTagKeys':'level'}",
            })
    void tagsThatACopyTakesOverAreThoseOfTheRequest(String action, String condition) {
        client.send("PUT", "/bucket/from", "x-amz-tagging", "level=secret").requireStatus(200);
        deny(action, condition);
        String source = "/bucket/from";
        client.send("PUT", "/bucket/copy", "x-amz-copy-source", source).requireStatus(403);
        client.send("PUT", "/bucket/copy", "x-amz-copy-source", source, "x-amz-tagging", "level=open")
                .requireStatus(403);
        client.send("GET", "/bucket/copy").requireStatus(404);
        client.send("PUT", "/bucket/elsewhere", "x-amz-copy-source", source).requireStatus(200);
        client.send("PUT", "/bucket/copy", "x-amz-copy-source", source, "x-amz-tagging-directive", "REPLACE")
                .requireStatus(200);
        client.send("PUT", "/bucket/copy", "x-amz-copy-source", "/bucket/key").requireStatus(200);
    }

    /** A header with tags does not count where those of the source are copied, so it is no way to have a tag that is required. */
    @Test
    void tagsInAHeaderThatDoesNotCountAreNotSeen() {
        deny("PutObject", "'StringNotEquals':{'s3:RequestObjectTag/owner':'me'}");
        String[] headers = {"x-amz-copy-source", "/bucket/key", "x-amz-tagging", "owner=me"};
        client.send("PUT", "/bucket/copy", headers).requireStatus(403);
        client.send(
                        "PUT",
                        "/bucket/copy",
                        "x-amz-copy-source",
                        "/bucket/key",
                        "x-amz-tagging",
                        "owner=me",
                        "x-amz-tagging-directive",
                        "REPLACE")
                .requireStatus(200);
    }
}
