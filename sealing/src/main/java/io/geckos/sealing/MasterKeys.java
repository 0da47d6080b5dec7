package io.geckos.sealing;

import io.geckos.domain.sealing.SealException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The master keys of the server by name. The first one is current: it encrypts. All decrypt what they have encrypted. */
public final class MasterKeys {
    /** The rule for names, for error messages. */
    public static final String NAME_RULE = "1 to 64 letters, digits and _ . -";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    /** No keys, for a server that encrypts only with keys of its clients. */
    public static final MasterKeys NONE = new MasterKeys(List.of());

    private final Map<String, byte[]> keys = new LinkedHashMap<>();
    private final @Nullable String current;

    private MasterKeys(List<String> lines) {
        for (String line : lines) {
            int colon = line.indexOf(':');
            String name = line.substring(0, Math.max(0, colon));
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "master key without a name: allowed is NAME:BASE64, with " + NAME_RULE);
            }
            if (keys.put(name, bytes(name, line.substring(colon + 1))) != null) {
                throw new IllegalArgumentException("master key " + name + " is given twice");
            }
        }
        current = keys.keySet().stream().findFirst().orElse(null);
    }

    /**
     * Reads keys, one a line: {@code NAME:BASE64} of 32 bytes. Empty lines and those that begin with {@code #} are left
     * out. Throws {@link IllegalArgumentException}, which never shows a key, if a line is malformed, a name is given twice,
     * or there is no key.
     */
    public static MasterKeys parse(String text) {
        MasterKeys keys = new MasterKeys(text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList());
        if (keys.current == null) {
            throw new IllegalArgumentException("no master key");
        }
        return keys;
    }

    private static byte[] bytes(String name, String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            if (bytes.length == Aes.KEY_BYTES) {
                return bytes;
            }
        } catch (IllegalArgumentException _) {
            // The error below must not show the text.
        }
        throw new IllegalArgumentException("master key " + name + ": allowed are 32 bytes in Base64");
    }

    /** The name of the current key. Throws {@link IllegalStateException} if there are no keys. */
    public String current() {
        if (current == null) {
            throw new IllegalStateException("no master key is configured");
        }
        return current;
    }

    /** All names, the current one first. */
    List<String> names() {
        return List.copyOf(keys.keySet());
    }

    /** Tells whether a key is the current one. */
    boolean isCurrent(String name) {
        return name.equals(current);
    }

    byte[] key(String name) {
        byte[] key = keys.get(name);
        if (key == null) {
            throw new SealException.UnknownKey(name);
        }
        return key;
    }
}
