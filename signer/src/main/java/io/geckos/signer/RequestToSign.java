package io.geckos.signer;

import java.util.Arrays;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * A request that is to be signed by Version 4, reduced to the parts that the signature covers.
 *
 * @param method in upper case
 * @param path encoded, as it will be sent
 * @param query in canonical form, see {@link #canonicalQuery}
 * @param headers the headers to sign: names in lower case, values trimmed, with one character for each byte
 * @param payloadHash the SHA-256 of the body in hexadecimal, or the value of {@code x-amz-content-sha256} that stands for it
 */
public record RequestToSign(
        String method, String path, String query, SortedMap<String, String> headers, String payloadHash) {
    /** Sorts the parameters of an encoded query by name, then by value, and gives an equals sign to each that has none. */
    public static String canonicalQuery(String query) {
        return Arrays.stream(query.split("&", -1))
                .filter(parameter -> !parameter.isEmpty())
                .map(parameter -> parameter.split("=", 2))
                .map(parameter -> new Parameter(parameter[0], parameter.length == 1 ? "" : parameter[1]))
                .sorted(Comparator.comparing(Parameter::name).thenComparing(Parameter::value))
                .map(parameter -> parameter.name() + '=' + parameter.value())
                .collect(Collectors.joining("&"));
    }

    private record Parameter(String name, String value) {}

    /** The names of the signed headers, as the signature lists them. */
    String signedHeaderNames() {
        return String.join(";", headers.keySet());
    }

    String canonicalRequest() {
        StringBuilder text = new StringBuilder(512)
                .append(method)
                .append('\n')
                .append(path)
                .append('\n')
                .append(query)
                .append('\n');
        headers.forEach(
                (name, value) -> text.append(name).append(':').append(value).append('\n'));
        return text.append('\n')
                .append(signedHeaderNames())
                .append('\n')
                .append(payloadHash)
                .toString();
    }

    RequestToSign withQuery(String other) {
        return new RequestToSign(method, path, other, headers, payloadHash);
    }
}
