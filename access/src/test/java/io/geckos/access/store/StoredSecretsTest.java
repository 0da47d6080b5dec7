package io.geckos.access.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.access.identity.AccessKey;
import io.geckos.domain.engine.DocumentName;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.name.Principal;
import io.geckos.domain.security.KeyHolder;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Secrets in the document of users, with and without a cipher. */
class StoredSecretsTest {
    private static final DocumentName NAME = new DocumentName("users");

    private final DocumentMap documents = new DocumentMap();

    /** Turns texts around, and names itself and the place. */
    private record Reversal(String name) implements SecretCipher {
        @Override
        public String encrypt(String place, String secret) {
            return name + "/" + place + "/" + new StringBuilder(secret).reverse();
        }

        @Override
        public String decrypt(String place, String text) {
            String[] parts = text.split("/", 3);
            if (!parts[1].equals(place) || !name.startsWith(parts[0])) {
                throw new IllegalArgumentException("master key " + parts[0] + " is missing");
            }
            return new StringBuilder(parts[2]).reverse().toString();
        }

        @Override
        public boolean isCurrent(String text) {
            return text.startsWith(name + "/");
        }
    }

    private UserStore store(String cipher) {
        UserStore store = new UserStore(
                documents,
                new Principal("canonical", "owner"),
                Clock.systemUTC(),
                Optional.of(cipher).filter(name -> !name.isEmpty()).map(Reversal::new));
        store.refresh();
        return store;
    }

    private String document() {
        return documents.read(NAME).orElseThrow().text();
    }

    @Test
    void secretsAreEncryptedFromTheStartWithAKeyOn() {
        UserStore plain = store("");
        new IamUsers(plain).create("alice", "/");
        AccessKey key = new IamUsers(plain).createKey("alice");
        SessionTokens.Issued issued = plain.tokens().issue(KeyHolder.ROOT, Optional.empty(), Duration.ofMinutes(15));
        assertTrue(document().contains(key.secret()));

        UserStore encrypting = store("one");
        assertEquals(key.secret(), encrypting.find(key.id()).orElseThrow().secret());
        encrypting.encryptSecrets();
        assertFalse(document().contains(key.secret()));
        assertFalse(document().contains(plain.database().tokenKey()));
        String before = document();
        encrypting.encryptSecrets();
        assertEquals(before, document());
        UserStore again = store("one");
        assertEquals(key.secret(), again.find(key.id()).orElseThrow().secret());
        assertTrue(again.find(issued.accessKeyId(), issued.token()).isPresent());
        AccessKey second = new IamUsers(again).createKey("alice");
        assertFalse(document().contains(second.secret()));
        assertTrue(store("one").find(second.id()).isPresent());
    }

    @Test
    void withoutTheKeyNothingIsReadAndNothingIsOverwritten() {
        UserStore encrypting = store("one");
        new IamUsers(encrypting).create("alice", "/");
        AccessKey key = new IamUsers(encrypting).createKey("alice");
        String before = document();
        for (String cipher : new String[] {"", "two"}) {
            UserStore locked = store(cipher);
            locked.encryptSecrets();
            assertEquals(Optional.empty(), locked.find(key.id()));
            assertThrows(StorageException.StorageFailure.class, () -> new IamUsers(locked).create("bob", "/"));
            assertEquals(before, document());
        }
        assertTrue(store("one").find(key.id()).isPresent());
    }

    @Test
    void aNewKeyEncryptsAnew() {
        UserStore encrypting = store("one");
        new IamUsers(encrypting).create("alice", "/");
        AccessKey key = new IamUsers(encrypting).createKey("alice");
        UserStore rotated = store("one-two");
        assertEquals(key.secret(), rotated.find(key.id()).orElseThrow().secret());
        rotated.encryptSecrets();
        assertTrue(document().contains("one-two/access-key " + key.id()));
        assertEquals(key.secret(), rotated.find(key.id()).orElseThrow().secret());
    }
}
