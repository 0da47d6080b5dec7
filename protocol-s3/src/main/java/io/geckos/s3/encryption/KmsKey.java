package io.geckos.s3.encryption;

import io.geckos.s3.wire.S3Exception;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What clients say of a key of AWS KMS: here the name of a master key, in any of the forms that KMS has. */
final class KmsKey {
    private static final Pattern FORM = Pattern.compile("(?:arn:aws[a-z-]*:kms:[^:]*:[^:]*:)?(?:key/|alias/)?(.+)");

    private KmsKey() {}

    /** The name of the master key that an id, an alias or an ARN stands for. */
    static String name(String id) {
        Matcher form = FORM.matcher(id);
        return form.matches() ? form.group(1) : id;
    }

    /**
     * Reads an encryption context: Base64 of a JSON object whose values are strings.
     *
     * @throws S3Exception if it is not that
     */
    static Map<String, String> context(String header) {
        Map<String, String> context = new HashMap<>();
        try (JsonReader reader =
                Json.createReader(new ByteArrayInputStream(Base64.getDecoder().decode(header)))) {
            for (Map.Entry<String, JsonValue> entry : reader.readObject().entrySet()) {
                if (!(entry.getValue() instanceof JsonString text)) {
                    throw malformed(header);
                }
                context.put(entry.getKey(), text.getString());
            }
        } catch (JsonException | IllegalArgumentException _) {
            throw malformed(header);
        }
        return context;
    }

    private static S3Exception malformed(String header) {
        return S3Exception.invalidArgument(
                "The header must be the Base64 of a JSON object whose values are strings.",
                EncryptionHeaders.KMS_CONTEXT,
                header);
    }
}
