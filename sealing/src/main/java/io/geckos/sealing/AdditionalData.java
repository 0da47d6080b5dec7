package io.geckos.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;

/**
 * Builds the additional authenticated data of a wrapped data key or a sealed secret: if one of its texts differs, decryption
 * fails. The texts are in UTF-8, each behind its length in four bytes, so that their boundaries are unambiguous.
 */
final class AdditionalData {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    AdditionalData add(String text) {
        byte[] utf8 = text.getBytes(UTF_8);
        bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(utf8.length).array());
        bytes.writeBytes(utf8);
        return this;
    }

    /** Adds names and values, in the order of names. */
    AdditionalData add(Map<String, String> context) {
        new TreeMap<>(context).forEach((name, value) -> add(name).add(value));
        return this;
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }
}
