package io.geckos.it.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.it.testkit.RawHttp;
import io.geckos.it.testkit.RawHttp.Reply;
import io.geckos.it.testkit.ServerLaunch;
import io.geckos.it.testkit.ServerProcess;
import io.geckos.it.testkit.WireRequest;
import io.geckos.it.testkit.WireSigner;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests to IAM and STS as no client sends them. Each is refused with a code of IAM, and the server goes on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IamWireTest {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String WHO = "Action=GetCallerIdentity&Version=2011-06-15";
    private static final String ALL = "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}}";

    private static final String ANYBODY =
            "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"sts:AssumeRole\"}}";

    private @Nullable ServerProcess server;

    /** A key pair, and the token of a session. */
    private record Keys(String id, String secret, String token) {
        static Keys of(Reply reply) {
            return new Keys(
                    reply.element("AccessKeyId"), reply.element("SecretAccessKey"), reply.element("SessionToken"));
        }
    }

    private static final Keys ROOT = new Keys(WireRequest.ACCESS_KEY, WireRequest.SECRET_KEY, "");

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        server = ServerLaunch.on(directory).start();
    }

    @AfterAll
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    private InetSocketAddress address() {
        return Objects.requireNonNull(server).address();
    }

    private static WireRequest post(String form) {
        return WireRequest.of("POST", "/").header("content-type", FORM).body(form);
    }

    private static WireSigner signer(Keys keys, String form) {
        return WireSigner.now()
                .by(keys.id(), keys.secret())
                .in("us-east-1", form.contains("Version=2011-06-15") ? "sts" : "iam");
    }

    private WireRequest signed(Keys keys, String form) {
        WireRequest request = post(form).host(address());
        if (!keys.token().isEmpty()) {
            request.header("x-amz-security-token", keys.token());
        }
        return signer(keys, form).sign(request);
    }

    private Reply send(WireRequest request) throws IOException {
        return RawHttp.exchange(address(), request);
    }

    private Reply ask(Keys keys, String form) throws IOException {
        return send(signed(keys, form));
    }

    private Reply ok(Keys keys, String form) throws IOException {
        Reply reply = ask(keys, form);
        assertEquals(200, reply.status(), reply.body());
        return reply;
    }

    private void refused(int status, String code, Reply reply) throws IOException {
        assertEquals(code, reply.code(), reply.body());
        assertEquals(status, reply.status(), reply.body());
        assertEquals("text/xml", reply.header("content-type"));
        assertTrue(reply.body().startsWith("<?xml"), reply.body());
        ok(ROOT, WHO);
    }

    private static String iam(String action, String... parameters) {
        StringBuilder form = new StringBuilder("Action=" + action + "&Version=2010-05-08");
        for (int i = 0; i < parameters.length; i += 2) {
            form.append('&').append(parameters[i]).append('=').append(URLEncoder.encode(parameters[i + 1], UTF_8));
        }
        return form.toString();
    }

    private Keys user(String name) throws IOException {
        ok(ROOT, iam("CreateUser", "UserName", name));
        ok(ROOT, iam("PutUserPolicy", "UserName", name, "PolicyName", "all", "PolicyDocument", ALL));
        return Keys.of(ok(ROOT, iam("CreateAccessKey", "UserName", name)));
    }

    private Keys session(Keys keys) throws IOException {
        return Keys.of(ok(keys, "Action=GetSessionToken&Version=2011-06-15"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            ValidationError ~ Action=GetCallerIdentity&Action=DeleteUser&Version=2011-06-15
            ValidationError ~ Action=GetCallerIdentity&%41ction=DeleteUser&Version=2011-06-15
            ValidationError ~ Action=GetCallerIdentity&Version=2011-06-15&Version=2010-05-08
            ValidationError ~ Action=GetCallerIdentity&Version=2011-06-15&A=%
            ValidationError ~ Action=GetCallerIdentity&Version=2011-06-15&A=%zz
            ValidationError ~ Action=GetCallerIdentity&Version=2011-06-15&A=%ff
            ValidationError ~ Action=GetCallerIdentity&Version=2011-06-15&A=%c0%80
            ValidationError ~ Action=GetCallerIdentity&Version=2011-06-15&A=%ed%a0%80
            NotImplemented  ~ Action=GetCallerIdentity&Version=2011-06-15&action=DeleteUser
            NotImplemented  ~ Action=GetCallerIdentity&Version=2011-06-15&Action.member.1=DeleteUser
            NotImplemented  ~ Action=GetCallerIdentity&Version=2011-06-15&UserName
            NotImplemented  ~ Action=GetCallerIdentity&Version=2011-06-15&=x
            InvalidAction   ~ Action=getcalleridentity&Version=2011-06-15
            InvalidAction   ~ Action=GetCallerIdentity%00&Version=2011-06-15
            InvalidAction   ~ Action=CreateUser&Version=2011-06-15&UserName=a
            MissingAction   ~ Version=2011-06-15
            MissingAction   ~ Action=&Version=2011-06-15
            """)
    void formsThatTwoProgramsCouldReadInTwoWaysAreRefused(String code, String form) throws IOException {
        refused(code.equals("NotImplemented") ? 501 : 400, code, ask(ROOT, form));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Action=GetCallerIdentity", "Action=GetCallerIdentity;Version=2011-06-15", "{}"})
    void formsWithoutAVersionAreRefused(String form) throws IOException {
        refused(400, "NoSuchVersion", ask(ROOT, form));
    }

    /** What clients may write otherwise, and means the same. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "%41ction=GetCallerIdentit%79&Version=2011%2D06-15",
                "&&Action=GetCallerIdentity&&Version=2011-06-15&",
                "Version=2011-06-15&Action=GetCallerIdentity"
            })
    void encodingsOfTheSameFormAreRead(String form) throws IOException {
        WireRequest request = post(form).host(address());
        assertEquals(
                200, send(WireSigner.now().in("us-east-1", "sts").sign(request)).status());
    }

    @Test
    void giantFormsAreRefused() throws IOException {
        refused(413, "RequestEntityTooLarge", ask(ROOT, WHO + "&A=" + "x".repeat(200_000)));
        refused(400, "ValidationError", ask(ROOT, WHO + "&b".repeat(600)));
        refused(400, "ValidationError", ask(ROOT, "&".repeat(600) + WHO));
        StringBuilder many = new StringBuilder(WHO);
        for (int i = 0; i < 600; i++) {
            many.append("&p").append(i).append('=').append(i);
        }
        refused(400, "ValidationError", ask(ROOT, many.toString()));
    }

    /** The signature covers the bytes of the form, in whatever framing they come. */
    @Test
    void aChunkedFormIsRead() throws IOException {
        WireRequest signed = signed(ROOT, WHO);
        StringBuilder head = new StringBuilder("POST / HTTP/1.1\r\n");
        signed.headers().forEach((name, value) -> {
            if (!name.equals("content-length")) {
                head.append(name).append(": ").append(value).append("\r\n");
            }
        });
        head.append("transfer-encoding: chunked\r\n\r\n");
        for (String chunk : new String[] {WHO.substring(0, 5), WHO.substring(5)}) {
            head.append(Integer.toHexString(chunk.length()))
                    .append("\r\n")
                    .append(chunk)
                    .append("\r\n");
        }
        try (RawHttp http = RawHttp.connect(address())) {
            assertEquals(200, http.send(head + "0\r\n\r\n").reply().status());
        }
        try (RawHttp http = RawHttp.connect(address())) {
            String changed = head.toString().replace("GetCaller", "GetOthers") + "0\r\n\r\n";
            refused(403, "SignatureDoesNotMatch", http.send(changed).reply());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "application/x-amz-json-1.1",
                "text/plain",
                "multipart/form-data; boundary=x",
                "application/x-www-form-urlencoded2"
            })
    void otherBodiesAreNoneOfIam(String type) throws IOException {
        WireRequest request = post(WHO).header("content-type", type).host(address());
        Reply reply = send(WireSigner.now().in("us-east-1", "sts").sign(request));
        assertTrue(reply.status() >= 400 && reply.status() < 500, reply.body());
        assertFalse(reply.body().contains("GetCallerIdentity"), reply.body());
    }

    @ParameterizedTest
    @CsvSource({"s3", "iam", "ec2", "STS", "''", "sts/x"})
    void aSignatureForAnotherServiceIsRefused(String service) throws IOException {
        Reply reply =
                send(WireSigner.now().in("us-east-1", service).sign(post(WHO).host(address())));
        assertTrue(reply.status() == 400 || reply.status() == 403, reply.body());
        refused(reply.status(), "IncompleteSignature", reply);
    }

    @Test
    void aSignatureOfS3OpensNoIamAndOneOfIamNoS3() throws IOException {
        WireRequest list = WireRequest.of("GET", "/").host(address());
        Reply reply = send(WireSigner.now().in("us-east-1", "iam").sign(list));
        assertEquals("AuthorizationHeaderMalformed", reply.code());
        WireRequest presigned = WireSigner.now()
                .in("us-east-1", "sts")
                .presign(
                        WireRequest.of("GET", "/?Action=GetCallerIdentity&Version=2011-06-15")
                                .host(address()),
                        "60");
        assertEquals(400, send(presigned).status());
    }

    @Test
    void everyRegionIsOneOfIam() throws IOException {
        for (String region : new String[] {"us-east-1", "eu-central-1", "aws-global"}) {
            WireRequest request =
                    WireSigner.now().in(region, "sts").sign(post(WHO).host(address()));
            assertEquals(200, send(request).status());
        }
    }

    private void changed(String code, UnaryOperator<String> change) throws IOException {
        String text = new String(signed(ROOT, WHO).bytes(), ISO_8859_1);
        String other = change.apply(text);
        assertFalse(other.equals(text), "nothing was changed");
        try (RawHttp http = RawHttp.connect(address())) {
            Reply reply = http.send(other).reply();
            assertEquals(code, reply.code(), reply.body());
        }
        ok(ROOT, WHO);
    }

    @Test
    void whatIsChangedOnTheWayIsRefused() throws IOException {
        changed("SignatureDoesNotMatch", text -> text.replace("Action=GetCallerIdentity", "Action=GetCallerIdentitY"));
        changed("SignatureDoesNotMatch", text -> text.replace(WHO, "Version=2011-06-15&Action=GetCallerIdentity"));
        changed("SignatureDoesNotMatch", text -> text.replace("host: ", "host: x."));
        changed("IncompleteSignature", text -> text.replaceFirst("authorization: .*", "authorization: Bearer x"));
        changed("IncompleteSignature", text -> text.replaceFirst("SignedHeaders=[^,]*", "SignedHeaders=x-amz-date"));
        changed("IncompleteSignature", text -> text.replace("x-amz-date: 2", "x-amz-target: x\r\nx-amz-date: 2"));
        changed(
                "IncompleteSignature",
                text -> text.replace("x-amz-date: 2", "x-amz-security-token: x\r\nx-amz-date: 2"));
        changed("MissingAuthenticationToken", text -> text.replaceFirst("authorization: .*\r\n", ""));
        changed("MissingAuthenticationToken", text -> text.replaceFirst("authorization: .*", "authorization:"));
        changed("IncompleteSignature", text -> text.replaceFirst("(authorization: .*)\r\n", "$1\r\n$1\r\n"));
    }

    @ParameterizedTest
    @ValueSource(ints = {-16, 16, -60 * 24, 60 * 24})
    void otherClocksAreRefused(int minutes) throws IOException {
        WireRequest request = WireSigner.now()
                .at(Instant.now().plus(Duration.ofMinutes(minutes)))
                .in("us-east-1", "sts")
                .sign(post(WHO).host(address()));
        refused(403, "SignatureDoesNotMatch", send(request));
    }

    @Test
    void aTokenFitsTheKeyOfItsSessionOnly() throws IOException {
        Keys alice = user("token-alice");
        Keys first = session(alice);
        Keys second = session(alice);
        ok(first, WHO);
        for (Keys wrong : new Keys[] {
            new Keys(first.id(), first.secret(), second.token()),
            new Keys(second.id(), first.secret(), first.token()),
            new Keys(alice.id(), alice.secret(), first.token()),
            new Keys(first.id(), first.secret(), first.token() + "A"),
            new Keys(first.id(), first.secret(), first.token().substring(1)),
            new Keys(first.id(), first.secret(), "123456789012." + first.token()),
            new Keys(first.id(), first.secret(), ""),
            new Keys("ASIA0000000000000000", first.secret(), first.token())
        }) {
            refused(403, "InvalidClientTokenId", ask(wrong, WHO));
        }
        refused(403, "SignatureDoesNotMatch", ask(new Keys(first.id(), second.secret(), first.token()), WHO));
    }

    @Test
    void aTokenInTheQueryIsNoneOfIam() throws IOException {
        Keys first = session(user("query-alice"));
        WireRequest request = WireRequest.of(
                        "POST", "/?X-Amz-Security-Token=" + URLEncoder.encode(first.token(), UTF_8))
                .header("content-type", FORM)
                .body(WHO)
                .host(address());
        Reply reply = send(signer(first, WHO).sign(request));
        assertTrue(reply.status() >= 400 && reply.status() < 500, reply.body());
        assertFalse(reply.body().contains("GetCallerIdentityResult"), reply.body());
    }

    @Test
    void keysEndAtOnceWhenTheyAreDeletedOrTheirUserIs() throws IOException {
        Keys bob = user("ending-bob");
        Keys session = session(bob);
        ok(ROOT, iam("UpdateAccessKey", "UserName", "ending-bob", "AccessKeyId", bob.id(), "Status", "Inactive"));
        refused(403, "InvalidClientTokenId", ask(bob, WHO));
        // As on AWS: what was issued lasts until the user goes or a policy denies.
        ok(session, WHO);
        ok(ROOT, iam("DeleteAccessKey", "UserName", "ending-bob", "AccessKeyId", bob.id()));
        ok(ROOT, iam("DeleteUserPolicy", "UserName", "ending-bob", "PolicyName", "all"));
        ok(ROOT, iam("DeleteUser", "UserName", "ending-bob"));
        refused(403, "InvalidClientTokenId", ask(session, WHO));
        WireRequest list = WireRequest.of("GET", "/").host(address()).header("x-amz-security-token", session.token());
        assertEquals(
                403,
                send(WireSigner.now().by(session.id(), session.secret()).sign(list))
                        .status());
    }

    /** The key was good when the upload began; the next request is refused. */
    @Test
    void anUploadThatRunsWhileItsKeyIsRevokedEnds() throws IOException {
        Keys carol = user("stream-carol");
        WireSigner signer = WireSigner.now().by(carol.id(), carol.secret());
        assertEquals(
                200,
                send(signer.sign(WireRequest.of("PUT", "/stream-bucket").host(address())))
                        .status());
        WireRequest put = signer.sign(WireRequest.of("PUT", "/stream-bucket/key")
                .host(address())
                .header("content-length", "10")
                .unsignedBody());
        try (RawHttp http = RawHttp.connect(address())) {
            http.send(put).send("12345");
            ok(ROOT, iam("DeleteAccessKey", "UserName", "stream-carol", "AccessKeyId", carol.id()));
            assertEquals(200, http.send("67890").reply().status());
        }
        Reply next = send(WireSigner.now()
                .by(carol.id(), carol.secret())
                .sign(WireRequest.of("GET", "/stream-bucket/key").host(address())));
        assertEquals("InvalidAccessKeyId", next.code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "a b", "ä", "a\nb", "a%2Fb", "", "../../users", "a\u0000b"})
    void namesOfAnotherFormAreRefused(String name) throws IOException {
        refused(400, "ValidationError", ask(ROOT, iam("CreateUser", "UserName", name)));
        refused(
                400,
                "ValidationError",
                ask(ROOT, iam("CreateRole", "RoleName", name, "AssumeRolePolicyDocument", ANYBODY)));
    }

    @Test
    void federatedNamesDoNotLeaveTheirArn() throws IOException {
        for (String name : new String[] {"a/b", "a:b", "*", "a b", "x", "ä".repeat(3), "a".repeat(33)}) {
            refused(
                    400,
                    "ValidationError",
                    ask(ROOT, "Action=GetFederationToken&Version=2011-06-15&Name=" + URLEncoder.encode(name, UTF_8)));
        }
    }
}
