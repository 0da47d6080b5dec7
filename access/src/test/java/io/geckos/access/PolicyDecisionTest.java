package io.geckos.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.access.PolicyDecision.FallbackGrants;
import io.geckos.access.policy.PolicyDocument.Question;
import io.geckos.access.policy.PolicyParser;
import io.geckos.access.policy.PolicySubject;
import io.geckos.domain.bucket.ObjectOwnership;
import io.geckos.domain.bucket.PublicAccessBlock;
import io.geckos.domain.name.BucketName;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Policies as AWS's documentation gives them for examples, and requests that they decide.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html">Examples of bucket
 *     policies</a>
 */
class PolicyDecisionTest {
    private static final String ACCOUNT = "111122223333";
    private static final String OBJECTS = "'Resource':'arn:aws:s3:::bucket/*'";

    /** The examples by their names; single quotes stand for double ones. */
    private static final Map<String, String> EXAMPLES = Map.ofEntries(
            Map.entry("none", ""),
            Map.entry("public read", "{'Effect':'Allow','Principal':'*','Action':['s3:GetObject']," + OBJECTS + "}"),
            Map.entry(
                    "full control for the owner",
                    "{'Effect':'Allow','Principal':{'AWS':'444455556666'},'Action':'s3:PutObject'," + OBJECTS
                            + ",'Condition':{'StringEquals':{'s3:x-amz-acl':'bucket-owner-full-control'}}}"),
            Map.entry(
                    "addresses",
                    "{'Effect':'Deny','Principal':'*','Action':'s3:*','Resource':['arn:aws:s3:::bucket',"
                            + "'arn:aws:s3:::bucket/*'],'Condition':{'NotIpAddress':{'aws:SourceIp':'192.0.2.0/24'}}}"),
            Map.entry(
                    "TLS only",
                    "{'Effect':'Deny','Principal':{'AWS':'*'},'Action':'s3:*','Resource':['arn:aws:s3:::bucket/*',"
                            + "'arn:aws:s3:::bucket'],'Condition':{'Bool':{'aws:SecureTransport':'false'}}}"),
            Map.entry(
                    "TLS version",
                    "{'Effect':'Deny','Principal':{'AWS':'*'},'Action':['s3:*'],'Resource':['arn:aws:s3:::bucket/*',"
                            + "'arn:aws:s3:::bucket'],'Condition':{'NumericLessThan':{'s3:TlsVersion':1.2}}}"),
            Map.entry(
                    "referer",
                    "{'Effect':'Allow','Principal':'*','Action':['s3:GetObject','s3:GetObjectVersion']," + OBJECTS
                            + ",'Condition':{'StringLike':{'aws:Referer':['http://www.example.com/*',"
                            + "'http://example.com/*']}}}"),
            Map.entry(
                    "tag",
                    "{'Principal':{'AWS':'arn:aws:iam::111122223333:user/JohnDoe'},'Effect':'Allow',"
                            + "'Action':['s3:GetObject','s3:GetObjectVersion']," + OBJECTS
                            + ",'Condition':{'StringEquals':{'s3:ExistingObjectTag/environment':'production'}}}"),
            Map.entry(
                    "tag keys",
                    "{'Effect':'Allow','Principal':{'AWS':'arn:aws:iam::111122223333:user/JohnDoe'},"
                            + "'Action':['s3:PutObjectTagging']," + OBJECTS
                            + ",'Condition':{'ForAnyValue:StringEquals':{'s3:RequestObjectTagKeys':["
                            + "'Owner','CreationDate']}}}"),
            Map.entry(
                    "folders",
                    "{'Effect':'Allow','Principal':{'AWS':'arn:aws:iam::111122223333:user/JohnDoe'},"
                            + "'Action':'s3:ListBucket','Resource':'arn:aws:s3:::bucket','Condition':{'StringEquals':{"
                            + "'s3:prefix':['','home/'],'s3:delimiter':'/'}}}"),
            Map.entry(
                    "max keys",
                    "{'Effect':'Allow','Principal':{'AWS':'444455556666'},'Action':'s3:ListBucket',"
                            + "'Resource':'arn:aws:s3:::bucket','Condition':{'NumericLessThanEquals':{"
                            + "'s3:max-keys':'10'}}}"),
            Map.entry(
                    "all but one user",
                    "{'Effect':'Deny','NotPrincipal':{'AWS':['arn:aws:iam::111122223333:user/JohnDoe',"
                            + "'arn:aws:iam::111122223333:root']},'Action':'s3:*','Resource':["
                            + "'arn:aws:s3:::bucket','arn:aws:s3:::bucket/*']}"),
            Map.entry(
                    "encryption",
                    "{'Effect':'Deny','Principal':'*','Action':'s3:PutObject'," + OBJECTS
                            + ",'Condition':{'Null':{'s3:x-amz-server-side-encryption-aws-kms-key-id':'true'}}}"),
            Map.entry(
                    "root locked out",
                    "{'Effect':'Deny','Principal':'*','Action':'s3:*','Resource':["
                            + "'arn:aws:s3:::bucket','arn:aws:s3:::bucket/*']}"),
            Map.entry(
                    "conditional writes",
                    "{'Effect':'Deny','Principal':'*','Action':'s3:PutObject'," + OBJECTS
                            + ",'Condition':{'Null':{'s3:if-none-match':'true'},"
                            + "'Bool':{'s3:ObjectCreationOperation':'true'}}}"),
            Map.entry(
                    "retention",
                    "{'Effect':'Deny','Principal':'*','Action':'s3:PutObjectRetention'," + OBJECTS
                            + ",'Condition':{'NumericGreaterThan':{'s3:object-lock-remaining-retention-days':'10'}}}"));

    private static final String USER_MAY_ALL =
            "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\"}}";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            none                       | anonymous | GetObject          | bucket/a |                                    | false
            none                       | root      | GetObject          | bucket/a |                                    | true
            none                       | JohnDoe   | GetObject          | bucket/a |                                    | false
            none                       | admin     | GetObject          | bucket/a |                                    | true
            none                       | other     | GetObject          | bucket/a |                                    | false
            none                       | otherroot | GetObject          | bucket/a |                                    | false
            public read                | anonymous | GetObject          | bucket/a |                                    | true
            public read                | JohnDoe   | GetObject          | bucket/a |                                    | true
            public read                | other     | GetObject          | bucket/a |                                    | false
            public read                | otherroot | GetObject          | bucket/a |                                    | true
            public read                | anonymous | PutObject          | bucket/a |                                    | false
            public read                | anonymous | ListBucket         | bucket   |                                    | false
            public read                | anonymous | GetObjectVersion   | bucket/a |                                    | false
            full control for the owner | otherroot | PutObject          | bucket/a | s3:x-amz-acl=bucket-owner-full-control | true
            full control for the owner | otherroot | PutObject          | bucket/a | s3:x-amz-acl=private               | false
            full control for the owner | otherroot | PutObject          | bucket/a |                                    | false
            addresses                  | root      | GetObject          | bucket/a | aws:SourceIp=192.0.2.9             | true
            addresses                  | root      | GetObject          | bucket/a | aws:SourceIp=198.51.100.1          | false
            addresses                  | root      | PutBucketPolicy    | bucket   | aws:SourceIp=198.51.100.1          | true
            addresses                  | admin     | PutBucketPolicy    | bucket   | aws:SourceIp=198.51.100.1          | false
            TLS only                   | root      | ListBucket         | bucket   | aws:SecureTransport=false          | false
            TLS only                   | root      | ListBucket         | bucket   | aws:SecureTransport=true           | true
            TLS version                | root      | ListBucket         | bucket   | s3:TlsVersion=1.1                  | false
            TLS version                | root      | ListBucket         | bucket   | s3:TlsVersion=1.2                  | true
            TLS version                | root      | ListBucket         | bucket   | s3:TlsVersion=1.3                  | true
            TLS version                | root      | ListBucket         | bucket   |                                    | true
            referer                    | anonymous | GetObject          | bucket/a | aws:Referer=http://example.com/x   | true
            referer                    | anonymous | GetObject          | bucket/a | aws:Referer=http://example.org/x   | false
            referer                    | anonymous | GetObject          | bucket/a |                                    | false
            tag                        | JohnDoe   | GetObject          | bucket/a | s3:ExistingObjectTag/environment=production | true
            tag                        | JohnDoe   | GetObject          | bucket/a | s3:ExistingObjectTag/environment=test | false
            tag                        | JohnDoe   | GetObject          | bucket/a |                                    | false
            tag keys                   | JohnDoe   | PutObjectTagging   | bucket/a | s3:RequestObjectTagKeys=Owner,Foo  | true
            tag keys                   | JohnDoe   | PutObjectTagging   | bucket/a | s3:RequestObjectTagKeys=Foo        | false
            folders                    | JohnDoe   | ListBucket         | bucket   | s3:prefix=home/;s3:delimiter=/     | true
            folders                    | JohnDoe   | ListBucket         | bucket   | s3:prefix=;s3:delimiter=/          | true
            folders                    | JohnDoe   | ListBucket         | bucket   | s3:prefix=home/                    | false
            folders                    | JohnDoe   | ListBucket         | bucket   | s3:prefix=x;s3:delimiter=/         | false
            max keys                   | otherroot | ListBucket         | bucket   | s3:max-keys=10                     | true
            max keys                   | otherroot | ListBucket         | bucket   | s3:max-keys=11                     | false
            max keys                   | otherroot | ListBucket         | bucket   |                                    | false
            max keys                   | other     | ListBucket         | bucket   | s3:max-keys=10                     | false
            all but one user           | admin     | GetObject          | bucket/a |                                    | false
            all but one user           | JohnDoe   | GetObject          | bucket/a |                                    | false
            all but one user           | root      | GetObject          | bucket/a |                                    | true
            encryption                 | root      | PutObject          | bucket/a |                                    | false
            encryption                 | root      | PutObject          | bucket/a | s3:x-amz-server-side-encryption-aws-kms-key-id=x | true
            root locked out            | root      | GetObject          | bucket/a |                                    | false
            root locked out            | root      | DeleteBucketPolicy | bucket   |                                    | true
            root locked out            | admin     | DeleteBucketPolicy | bucket   |                                    | false
            conditional writes         | root      | PutObject          | bucket/a | s3:ObjectCreationOperation=true    | false
            conditional writes         | root      | PutObject          | bucket/a | s3:ObjectCreationOperation=true;s3:if-none-match=* | true
            conditional writes         | root      | PutObject          | bucket/a | s3:ObjectCreationOperation=false   | true
            retention                  | root      | PutObjectRetention | bucket/a | s3:object-lock-remaining-retention-days=10 | true
            retention                  | root      | PutObjectRetention | bucket/a | s3:object-lock-remaining-retention-days=11 | false
            """)
    void examplesOfAwsAreDecidedAsItsDocumentationSays(
            String example, String caller, String action, String resource, String facts, boolean allowed) {
        assertEquals(allowed, decide(example, caller, action, resource, facts, PublicAccessBlock.NONE));
    }

    @ParameterizedTest
    @CsvSource({
        "public read, anonymous, false",
        "public read, otherroot, false",
        "public read, JohnDoe, true",
        "addresses, root, true",
        "full control for the owner, otherroot, true"
    })
    void restrictedBucketsGiveWhatIsPublicToTheirAccountOnly(String example, String caller, boolean allowed) {
        PublicAccessBlock block = new PublicAccessBlock(false, false, false, true);
        String facts = "aws:SourceIp=192.0.2.9;s3:x-amz-acl=bucket-owner-full-control";
        String action = example.startsWith("full") ? "PutObject" : "GetObject";
        assertEquals(allowed, decide(example, caller, action, "bucket/a", facts, block));
    }

    private static boolean decide(
            String example, String caller, String action, String resource, String facts, PublicAccessBlock block) {
        String statement = EXAMPLES.getOrDefault(example, "").replace('\'', '"');
        BucketRules rules = new BucketRules(
                ACCOUNT,
                statement.isEmpty()
                        ? Optional.empty()
                        : Optional.of(PolicyParser.bucketPolicy(
                                new BucketName("bucket"),
                                "{\"Version\":\"2012-10-17\",\"Statement\":[" + statement + "]}")),
                block,
                ObjectOwnership.BUCKET_OWNER_ENFORCED,
                Optional.empty(),
                true);
        Map<String, List<String>> values = values(facts);
        Caller sender = caller(caller);
        Question question = new Question(
                sender.subject(),
                "s3:" + action,
                "arn:aws:s3:::" + resource,
                key -> values.getOrDefault(key.toString(), List.of()));
        return PolicyDecision.of(sender, question, rules, FallbackGrants.NONE).allowed();
    }

    private static Map<String, List<String>> values(String facts) {
        Map<String, List<String>> values = new HashMap<>();
        Arrays.stream((facts == null ? "" : facts).split(";", -1))
                .filter(fact -> !fact.isEmpty())
                .map(fact -> fact.split("=", 2))
                .forEach(fact -> values.put(fact[0], List.of(fact[1].split(",", -1))));
        return values;
    }

    private static Caller caller(String name) {
        return switch (name) {
            case "anonymous" -> Caller.ANONYMOUS;
            case "root" -> Caller.root(ACCOUNT, "own");
            case "otherroot" -> Caller.root("444455556666", "other");
            case "other" ->
                new Caller(PolicySubject.user("444455556666", "other", "AIDAOTHER", name), List.of(), Optional.empty());
            case "admin" ->
                new Caller(
                        PolicySubject.user(ACCOUNT, "own", "AIDAADMIN", name),
                        List.of(new NamedPolicy("policy:all/", "all", PolicyParser.identityPolicy(USER_MAY_ALL))),
                        Optional.empty());
            default -> new Caller(PolicySubject.user(ACCOUNT, "own", "AIDA" + name, name), List.of(), Optional.empty());
        };
    }
}
