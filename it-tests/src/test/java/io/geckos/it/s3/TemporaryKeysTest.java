package io.geckos.it.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.geckos.access.AccountUsers;
import io.geckos.access.DenialLog;
import io.geckos.access.S3AccessPolicy;
import io.geckos.access.S3PolicyChecker;
import io.geckos.access.store.AccountStore;
import io.geckos.access.store.IamAccounts;
import io.geckos.access.store.SessionTokens.Issued;
import io.geckos.auth.SignatureAuthenticator;
import io.geckos.auth.SignatureV2Policy;
import io.geckos.domain.bucket.ObjectOwnership;
import io.geckos.domain.engine.Storage;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.Principal;
import io.geckos.domain.security.Account;
import io.geckos.domain.security.AuthenticationException;
import io.geckos.domain.security.KeyHolder;
import io.geckos.s3.S3Service;
import io.geckos.s3.api.S3Settings;
import io.geckos.signer.V4Signer;
import io.geckos.storage.testkit.memory.MemoryStorage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Temporary keys count with the token that was issued with them, and with no other, however they sign. */
class TemporaryKeysTest {
    private static final Principal OWNER = new Principal("owner", "owner");
    private static final String TOKEN = "x-amz-security-token";
    private static final String PAYLOAD = "UNSIGNED-PAYLOAD";
    private static final String NOTHING = "{\"Statement\":{\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"*\"}}";

    private final SettableClock clock = new SettableClock();
    private final Storage storage = new MemoryStorage();
    private final AccountStore accounts =
            new AccountStore(storage.documents(), OWNER, List.of(), clock, Optional.empty());
    private final S3Service service = new S3Service(
            S3Settings.builder(OWNER).accounts(accounts).build(),
            new SignatureAuthenticator(accounts, Optional.empty(), SignatureV2Policy.ALL, clock),
            new S3AccessPolicy(
                    storage.buckets(),
                    AccountUsers.of(accounts, false),
                    ObjectOwnership.BUCKET_OWNER_ENFORCED,
                    clock,
                    new DenialLog(clock)),
            new S3PolicyChecker(),
            storage);
    private Issued session = issue(Optional.empty());

    private static final class SettableClock extends Clock {
        private Instant now = Instant.parse("2026-01-02T03:04:05Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    /** How a request is signed. */
    enum Way {
        HEADER,
        PRESIGNED,
        V2_HEADER,
        V2_PRESIGNED;

        Wire signed(S3RequestSigner signer, Optional<String> token) {
            Wire wire = new Wire("GET", "/bucket", "");
            switch (this) {
                case HEADER -> {
                    token.ifPresent(it -> wire.header(TOKEN, it));
                    signer.sign(wire, V4Signer.sha256(new byte[0]));
                }
                case PRESIGNED -> {
                    token.ifPresent(it -> wire.query("X-Amz-Security-Token=" + V4Signer.encode(it)));
                    signer.presign(wire, PAYLOAD);
                }
                case V2_HEADER -> {
                    token.ifPresent(it -> wire.header(TOKEN, it));
                    signer.signByVersion2(wire);
                }
                case V2_PRESIGNED -> {
                    token.ifPresent(it -> wire.header(TOKEN, it));
                    signer.presignByVersion2(wire);
                }
            }
            return wire;
        }
    }

    @BeforeEach
    void makeBucket() {
        storage.buckets().create(new BucketName("bucket"), OWNER, Optional.empty());
    }

    private Issued issue(Optional<String> policy) {
        return accounts.first().tokens().issue(KeyHolder.ROOT, policy, Duration.ofHours(1));
    }

    private String send(Wire wire) {
        return service.handle(wire.with("")).facts().errorCode().orElse("none");
    }

    private String send(Way way, Optional<String> token) {
        return send(way.signed(signer(session), token));
    }

    private S3RequestSigner signer(Issued keys) {
        return new S3RequestSigner(keys.accessKeyId(), keys.secret(), clock.now);
    }

    @ParameterizedTest
    @EnumSource
    void ownTokenLetsIn(Way way) {
        assertEquals("none", send(way, Optional.of(session.token())));
    }

    @ParameterizedTest
    @EnumSource
    void missingTokenDoesNot(Way way) {
        assertEquals("InvalidAccessKeyId", send(way, Optional.empty()));
    }

    @ParameterizedTest
    @EnumSource
    void anyOtherTokenDoesNot(Way way) {
        String own = session.token();
        Issued narrow = issue(Optional.of(NOTHING));
        String number = new IamAccounts(accounts)
                .create("other", Optional.empty())
                .account()
                .number();
        Issued others = accounts.users(number)
                .orElseThrow()
                .tokens()
                .issue(KeyHolder.ROOT, Optional.empty(), Duration.ofHours(1));
        char last = own.charAt(own.length() - 5);
        String changed =
                own.substring(0, own.length() - 5) + (last == 'A' ? 'B' : 'A') + own.substring(own.length() - 4);
        for (String token : List.of(
                narrow.token(),
                others.token(),
                number + "." + own,
                Account.FIRST + "." + own + "x",
                changed,
                own.substring(1),
                own + "A",
                "x",
                ".",
                "000000000000.")) {
            assertEquals("InvalidToken", send(way, Optional.of(token)), token);
        }
        session = narrow;
        assertEquals("InvalidToken", send(way, Optional.of(own)));
        session = others;
        assertEquals("InvalidToken", send(way, Optional.of(own)));
    }

    @ParameterizedTest
    @EnumSource
    void expiredTokenDoesNot(Way way) {
        clock.now = clock.now.plus(Duration.ofMinutes(59));
        assertEquals("none", send(way, Optional.of(session.token())));
        clock.now = clock.now.plus(Duration.ofMinutes(1));
        assertEquals("ExpiredToken", send(way, Optional.of(session.token())));
    }

    /** A URL ends with the session whose key signed it, though it says that it lasts longer. */
    @Test
    void presignedUrlEndsWithItsSession() {
        clock.now = clock.now.plus(Duration.ofMinutes(55));
        Wire wire = Way.PRESIGNED.signed(signer(session), Optional.of(session.token()));
        assertEquals("none", send(wire));
        clock.now = clock.now.plus(Duration.ofMinutes(6));
        assertEquals("ExpiredToken", send(wire));
    }

    @Test
    void tokenThatIsNotSignedDoesNot() {
        Wire wire = Way.PRESIGNED.signed(signer(session), Optional.empty());
        wire.query("X-Amz-Security-Token=" + V4Signer.encode(session.token()));
        assertEquals("SignatureDoesNotMatch", send(wire));
    }

    @Test
    void tokenOfAnotherRequestDoesNot() {
        Issued narrow = issue(Optional.of(NOTHING));
        Wire wire = Way.PRESIGNED.signed(signer(narrow), Optional.of(narrow.token()));
        assertEquals("AccessDenied", send(wire));
        String swapped = wire.query()
                .replace(V4Signer.encode(narrow.token()), V4Signer.encode(session.token()))
                .replace(narrow.accessKeyId(), session.accessKeyId());
        assertEquals("SignatureDoesNotMatch", send(new Wire("GET", "/bucket", swapped)));
    }

    @Test
    void formNeedsTheTokenToo() {
        Map<String, String> fields = signer(session).form("e30=");
        SignatureAuthenticator authenticator =
                new SignatureAuthenticator(accounts, Optional.empty(), SignatureV2Policy.ALL, clock);
        assertThrows(AuthenticationException.class, () -> authenticator.authenticateForm(fields));
        fields.put(TOKEN, session.token());
        authenticator.authenticateForm(fields);
        fields.put(TOKEN, issue(Optional.empty()).token());
        assertThrows(AuthenticationException.class, () -> authenticator.authenticateForm(fields));
    }
}
