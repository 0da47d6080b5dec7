package io.geckos.signer;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * The parts of a request that a signature of Version 4 covers.
 *
 * @param method in upper case
 * @param path encoded, as it will be sent
 * @param query in canonical form, see {@link #canonicalQuery}
 * @param headers the headers to sign: names in lower case, values trimmed, with one character for each byte
 * @param payload the hash of the body in hexadecimal, or what {@code x-amz-content-sha256} says in its place
 */
public record SignedParts(String method, String path, String query, SortedMap<String, String> headers, String payload) {
    /** Sorts the parameters of an encoded query, and gives an equals sign to each that has none. */
    public static String canonicalQuery(String query) {
        return Arrays.stream(query.split("&", -1))
                .filter(parameter -> !parameter.isEmpty())
                .map(parameter -> parameter.contains("=") ? parameter : parameter + "=")
                .sorted()
                .collect(Collectors.joining("&"));
    }

    /** The names of the signed headers, as the signature lists them. */
    String names() {
        return String.join(";", headers.keySet());
    }

    /** The canonical request. */
    String canonical() {
        StringBuilder text = new StringBuilder(512)
                .append(method)
                .append('\n')
                .append(path)
                .append('\n')
                .append(query)
                .append('\n');
        headers.forEach(
                (name, value) -> text.append(name).append(':').append(value).append('\n'));
        return text.append('\n').append(names()).append('\n').append(payload).toString();
    }

    SignedParts withQuery(String other) {
        return new SignedParts(method, path, other, headers, payload);
    }
}
