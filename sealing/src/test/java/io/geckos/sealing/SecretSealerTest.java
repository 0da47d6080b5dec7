package io.geckos.sealing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.sealing.SealException;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** Short secrets as text. */
class SecretSealerTest {
    private static String key(String name, int first) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) first;
        return name + ":" + Base64.getEncoder().encodeToString(bytes);
    }

    private static SecretSealer sealer(String... keys) {
        return new SecretSealer(MasterKeys.parse(String.join("\n", keys)));
    }

    @Test
    void aSecretOpensWithItsKeyInItsPlaceOnly() {
        SecretSealer sealer = sealer(key("one", 1));
        String sealed = sealer.seal("key AKIA", "sécret");
        assertTrue(sealed.startsWith("one:"));
        assertFalse(sealed.contains("cret"));
        assertNotEquals(sealed, sealer.seal("key AKIA", "sécret"));
        assertEquals("sécret", sealer.open("key AKIA", sealed));
        assertThrows(SealException.WrongKey.class, () -> sealer.open("key AKIB", sealed));
        assertEquals("", sealer.open("x", sealer.seal("x", "")));
    }

    @Test
    void olderKeysOpenAndTheFirstSeals() {
        String old = sealer(key("one", 1)).seal("x", "secret");
        SecretSealer both = sealer(key("two", 2), key("one", 1));
        assertEquals("secret", both.open("x", old));
        assertFalse(both.isCurrent(old));
        assertTrue(both.isCurrent(both.seal("x", "secret")));
    }

    @Test
    void otherKeysAreToldFromMissingOnes() {
        String sealed = sealer(key("one", 1)).seal("x", "secret");
        SealException missing = assertThrows(
                SealException.UnknownKey.class, () -> sealer(key("two", 1)).open("x", sealed));
        assertTrue(String.valueOf(missing.getMessage()).contains("one"));
        assertThrows(SealException.WrongKey.class, () -> sealer(key("one", 2)).open("x", sealed));
    }

    @Test
    void changedTextsDoNotOpen() {
        SecretSealer sealer = sealer(key("one", 1));
        String sealed = sealer.seal("x", "secret");
        for (int i = "one:".length(); i < sealed.length() - 3; i++) {
            String changed = sealed.substring(0, i) + (sealed.charAt(i) == 'A' ? 'B' : 'A') + sealed.substring(i + 1);
            assertThrows(SealException.WrongKey.class, () -> sealer.open("x", changed), changed);
        }
        for (String text : new String[] {"one:", "one:AAAA", "one:%", sealed.substring(0, 30)}) {
            assertThrows(SealException.WrongKey.class, () -> sealer.open("x", text), text);
        }
        assertThrows(SealException.UnknownKey.class, () -> sealer.open("x", ""));
    }
}
