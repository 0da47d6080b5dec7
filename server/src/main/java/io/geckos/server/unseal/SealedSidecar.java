package io.geckos.server.unseal;

import io.geckos.domain.object.Seal;
import io.geckos.domain.sealing.SealedContent.Segment;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a sidecar says of an encrypted file.
 *
 * @param segments of the file
 * @param context the encryption context, in Base64, if there is one
 */
record SealedSidecar(Seal seal, List<Segment> segments, Optional<String> context) {
    private static final String KIND = "sealKind";
    private static final Set<String> FIELDS = Set.of(KIND, "seal", "size", "plainSize");
    private static final String CONTEXT = "x-amz-server-side-encryption-context";

    /**
     * Reads the description of a file of {@code size} bytes. A sidecar may describe two, of which a crash left one.
     *
     * @throws IOException if it cannot be read, or describes no encrypted file of this size
     */
    static SealedSidecar read(Path sidecar, long size) throws IOException {
        try (Reader text = Files.newBufferedReader(sidecar);
                JsonReader json = Json.createReader(text)) {
            JsonObject current = json.readObject();
            return Stream.of(Optional.of(current), Optional.ofNullable(current.getJsonObject("previous")))
                    .flatMap(Optional::stream)
                    .filter(it -> it.keySet().containsAll(FIELDS)
                            && it.getJsonNumber("size").longValue() == size)
                    .findFirst()
                    .map(SealedSidecar::of)
                    .orElseThrow(() -> new IOException(sidecar + " describes no encrypted file of " + size + " bytes"));
        } catch (JsonException | ClassCastException | IllegalArgumentException e) {
            throw new IOException(sidecar + " is no sidecar of an encrypted file", e);
        }
    }

    private static SealedSidecar of(JsonObject json) {
        Map<String, String> fields = new HashMap<>();
        json.getJsonObject("seal").forEach((name, value) -> fields.put(name, ((JsonString) value).getString()));
        List<Segment> segments = json.containsKey("parts")
                ? json.getJsonArray("parts").getValuesAs(JsonObject.class).stream()
                        .map(part -> new Segment(
                                part.getInt("number"),
                                part.getJsonNumber("size").longValue()))
                        .toList()
                : List.of(Segment.whole(json.getJsonNumber("plainSize").longValue()));
        Optional<String> context = Optional.ofNullable(json.getJsonObject("headers"))
                .map(headers -> headers.getString(CONTEXT, ""))
                .filter(text -> !text.isEmpty());
        return new SealedSidecar(new Seal(Seal.Kind.valueOf(json.getString(KIND)), fields), segments, context);
    }
}
