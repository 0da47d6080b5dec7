package io.geckos.sealing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MasterKeysTest {
    private static final String KEY = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    @Test
    void firstKeyIsCurrent() {
        assertEquals(
                "new",
                MasterKeys.parse("\n# comment\n new:" + KEY + "\nold:" + KEY + "\n")
                        .current());
    }

    @ParameterizedTest
    @CsvSource({
        "'', no master key",
        "a, 'master key without a name: allowed is NAME:BASE64, with 1 to 64 letters, digits and _ . -'",
        "'a b:secret', 'master key without a name: allowed is NAME:BASE64, with 1 to 64 letters, digits and _ . -'",
        "a:secret, master key a: allowed are 32 bytes in Base64",
        "a:, master key a: allowed are 32 bytes in Base64",
    })
    void whatIsNoKeyIsRefusedWithoutShowingIt(String text, String message) {
        var refusal = assertThrows(IllegalArgumentException.class, () -> MasterKeys.parse(text));
        assertEquals(message, refusal.getMessage());
        assertFalse(refusal.toString().contains("secret"));
    }

    @Test
    void nameStandsOnce() {
        assertThrows(IllegalArgumentException.class, () -> MasterKeys.parse("a:" + KEY + "\na:" + KEY));
    }
}
