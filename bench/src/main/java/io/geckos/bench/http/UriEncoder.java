package io.geckos.bench.http;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** URI encoding as <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">
 * Signature Version 4</a> wants it: everything but the unreserved characters of RFC 3986, in upper-case hexadecimal. */
public final class UriEncoder {
    private static final String HEX = "0123456789ABCDEF";

    private UriEncoder() {}

    /** Encodes a key as a path: slashes stay. */
    public static String path(String key) {
        return encode(key, true);
    }

    /**
     * The query in canonical form, which is also the form sent. The parameters are ASCII, so the map's order is the byte
     * order.
     */
    public static String query(SortedMap<String, String> parameters) {
        return parameters.entrySet().stream().map(UriEncoder::parameter).collect(Collectors.joining("&"));
    }

    private static String parameter(Map.Entry<String, String> parameter) {
        return encode(parameter.getKey(), false) + '=' + encode(parameter.getValue(), false);
    }

    private static String encode(String text, boolean keepSlash) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (isUnreserved(b) || (keepSlash && b == '/')) {
                encoded.append((char) b);
            } else {
                encoded.append('%').append(HEX.charAt((b >> 4) & 15)).append(HEX.charAt(b & 15));
            }
        }
        return encoded.toString();
    }

    private static boolean isUnreserved(byte b) {
        return (b >= 'a' && b <= 'z')
                || (b >= 'A' && b <= 'Z')
                || (b >= '0' && b <= '9')
                || b == '-'
                || b == '.'
                || b == '_'
                || b == '~';
    }
}
