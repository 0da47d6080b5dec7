package io.geckos.access.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.geckos.access.text.JsonReader;
import io.geckos.access.text.JsonValue;
import io.geckos.access.text.JsonWriter;
import io.geckos.domain.cache.BoundedCache;
import io.geckos.domain.security.Account;
import io.geckos.domain.security.AuthenticationException;
import io.geckos.domain.security.AuthenticationException.Reason;
import io.geckos.domain.security.CredentialStore.Credential;
import io.geckos.domain.security.KeyHolder;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Issues and reads the tokens of sessions. A token contains the whole session, encrypted by AES-256-GCM, so that nothing is
 * stored for it, and every server of the account can read it. A token of an account other than the first one begins with the
 * number of the account and a point.
 */
public final class SessionTokens {
    private static final String PREFIX = "ASIA";
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final char POINT = '.';
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    /** The number of tokens that are kept decrypted. */
    private static final int MAX = 10_000;

    private final UserStore users;
    private final Clock clock;
    private final BoundedCache<String, Opened> opened = new BoundedCache<>(MAX);

    /**
     * The credentials of a session.
     *
     * @param expires in whole seconds
     */
    public record Issued(String accessKeyId, String secret, String token, Instant expires) {
        @Override
        public String toString() {
            return "Issued[" + accessKeyId + "]";
        }
    }

    /** What a token says, and the key by which it was encrypted. */
    private record Opened(Credential credential, Instant expires, String tokenKey) {}

    SessionTokens(UserStore users, Clock clock) {
        this.users = users;
        this.clock = clock;
    }

    /**
     * Issues the credentials of a session.
     *
     * @param holder who gets them
     * @param policy the policy that narrows what the holder may do; must be one that can be parsed
     */
    public Issued issue(KeyHolder holder, Optional<String> policy, Duration duration) {
        String tokenKey = tokenKey();
        String accessKeyId = IamNames.newId(PREFIX);
        String secret = IamNames.newSecret();
        Instant expires = Instant.ofEpochSecond(clock.instant().plus(duration).getEpochSecond());
        Map<String, JsonValue> content = new LinkedHashMap<>();
        content.put("secret", new JsonValue.Text(secret));
        content.put("expires", new JsonValue.Text(expires.toString()));
        policy.ifPresent(text -> content.put("policy", new JsonValue.Text(text)));
        switch (holder) {
            case KeyHolder.Root _ -> content.put("root", new JsonValue.Literal("true"));
            case KeyHolder.User(String id, String name) -> {
                content.put("user", new JsonValue.Text(id));
                content.put("name", new JsonValue.Text(name));
            }
            case KeyHolder.Role(String id, String name, String session) -> {
                content.put("role", new JsonValue.Text(id));
                content.put("name", new JsonValue.Text(name));
                content.put("session", new JsonValue.Text(session));
            }
            case KeyHolder.Federated(KeyHolder.User(String id, String name), String session) -> {
                content.put("user", new JsonValue.Text(id));
                content.put("name", new JsonValue.Text(name));
                content.put("federated", new JsonValue.Text(session));
            }
            case KeyHolder.Federated(KeyHolder.Root _, String session) -> {
                content.put("root", new JsonValue.Literal("true"));
                content.put("federated", new JsonValue.Text(session));
            }
            case KeyHolder.Federated _, KeyHolder.Session _ ->
                throw new IllegalArgumentException("a session of a session");
        }
        String text = JsonWriter.text(new JsonValue.Members(content));
        return new Issued(accessKeyId, secret, prefix() + encrypt(tokenKey, accessKeyId, text), expires);
    }

    private String prefix() {
        String number = users.account().number();
        return number.equals(Account.FIRST) ? "" : number + POINT;
    }

    /** The number of the account that a token names. */
    static String account(String token) {
        int point = token.indexOf(POINT);
        return point < 0 ? Account.FIRST : token.substring(0, point);
    }

    private String tokenKey() {
        String known = users.database().tokenKey();
        if (!known.isEmpty()) {
            return known;
        }
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        String made = Base64.getEncoder().encodeToString(key);
        return users.update(database -> database.tokenKey().isEmpty() ? database.withTokenKey(made) : database)
                .tokenKey();
    }

    /**
     * The credential of a key that was issued with a token.
     *
     * @return empty if the key is not one of a session
     * @throws AuthenticationException if the token was not issued with this key, or has expired
     */
    Optional<Credential> credential(String accessKeyId, String token) {
        if (!accessKeyId.startsWith(PREFIX)) {
            return Optional.empty();
        }
        String tokenKey = users.database().tokenKey();
        Opened session = opened.find(token).orElse(null);
        if (session == null || !session.tokenKey().equals(tokenKey)) {
            session = open(tokenKey, accessKeyId, token);
            opened.put(token, session);
        }
        if (!session.credential().accessKeyId().equals(accessKeyId)) {
            throw invalid(token);
        }
        if (!clock.instant().isBefore(session.expires())) {
            throw new AuthenticationException(
                    Reason.EXPIRED_TOKEN, "The provided token has expired.", Map.of("Token-0", token));
        }
        return Optional.of(session.credential());
    }

    private Opened open(String tokenKey, String accessKeyId, String token) {
        try {
            if (!account(token).equals(users.account().number())) {
                throw invalid(token);
            }
            String sealed = token.substring(prefix().length());
            JsonValue content = JsonReader.read(decrypt(tokenKey, accessKeyId, sealed));
            if (!(content instanceof JsonValue.Members(Map<String, JsonValue> members))) {
                throw invalid(token);
            }
            Instant expires = Instant.parse(text(members, "expires"));
            Optional<String> policy =
                    members.containsKey("policy") ? Optional.of(text(members, "policy")) : Optional.empty();
            KeyHolder.Session session = new KeyHolder.Session(holder(members), policy, expires);
            return new Opened(
                    new Credential(users.account().owner(), accessKeyId, text(members, "secret"), session),
                    expires,
                    tokenKey);
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            throw invalid(token);
        }
    }

    private static KeyHolder holder(Map<String, JsonValue> members) {
        return members.containsKey("federated")
                ? new KeyHolder.Federated(user(members), text(members, "federated"))
                : user(members);
    }

    private static KeyHolder user(Map<String, JsonValue> members) {
        if (members.containsKey("root")) {
            return KeyHolder.ROOT;
        }
        return members.containsKey("user")
                ? new KeyHolder.User(text(members, "user"), text(members, "name"))
                : new KeyHolder.Role(text(members, "role"), text(members, "name"), text(members, "session"));
    }

    private static String text(Map<String, JsonValue> members, String name) {
        if (members.get(name) instanceof JsonValue.Text string) {
            return string.text();
        }
        throw new IllegalArgumentException("no member " + name);
    }

    private static AuthenticationException invalid(String token) {
        return new AuthenticationException(
                Reason.INVALID_TOKEN,
                "The provided token is malformed or otherwise invalid.",
                Map.of("Token-0", token));
    }

    private static String encrypt(String tokenKey, String accessKeyId, String text) {
        try {
            byte[] nonce = new byte[NONCE_BYTES];
            new SecureRandom().nextBytes(nonce);
            byte[] sealed =
                    cipher(Cipher.ENCRYPT_MODE, tokenKey, accessKeyId, nonce).doFinal(text.getBytes(UTF_8));
            byte[] token = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
            System.arraycopy(sealed, 0, token, NONCE_BYTES, sealed.length);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + CIPHER, e);
        }
    }

    private static String decrypt(String tokenKey, String accessKeyId, String token) throws GeneralSecurityException {
        byte[] bytes = Base64.getUrlDecoder().decode(token);
        if (tokenKey.isEmpty() || bytes.length <= NONCE_BYTES) {
            throw new GeneralSecurityException("no token");
        }
        byte[] nonce = Arrays.copyOf(bytes, NONCE_BYTES);
        byte[] plain = cipher(Cipher.DECRYPT_MODE, tokenKey, accessKeyId, nonce)
                .doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES);
        return new String(plain, UTF_8);
    }

    /** The cipher for a token. The id of the key is authenticated with it, so that a token fits one key only. */
    private static Cipher cipher(int mode, String tokenKey, String accessKeyId, byte[] nonce)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        SecretKeySpec key = new SecretKeySpec(Base64.getDecoder().decode(tokenKey), "AES");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(accessKeyId.getBytes(UTF_8));
        return cipher;
    }
}
