package io.geckos.signer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs by Signature Version 2 as botocore does.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/RESTAuthentication.html">Signing by Version 2</a>
 */
public final class V2Signer {
    private static final Set<String> SIGNED_PARAMETERS =
            Set.of(("accelerate acl analytics cors defaultObjectAcl delete inventory lifecycle location logging metrics"
                            + " notification object-lock partNumber policy replication requestPayment"
                            + " response-cache-control response-content-disposition response-content-encoding"
                            + " response-content-language response-content-type response-expires restore select"
                            + " select-type storageClass tagging torrent uploadId uploads versionId versioning versions"
                            + " website")
                    .split(" "));

    private final String accessKey;
    private final String secretKey;

    /** A signer for one key pair. */
    public V2Signer(String accessKey, String secretKey) {
        this.accessKey = accessKey;
        this.secretKey = secretKey;
    }

    /** The value of the Authorization header for a text of {@link #stringToSign}. */
    public String authorization(String text) {
        return "AWS " + accessKey + ':' + sign(text);
    }

    /**
     * The string to sign.
     *
     * @param date the value of the Date header, that of Expires in a presigned URL, or empty if {@code x-amz-date} is signed
     * @param resource the encoded path, with the bucket in front
     * @param query encoded, as it will be sent
     * @param headers names in lower case, the values of each with commas between them
     */
    public static String stringToSign(
            String method, String date, String resource, String query, Map<String, String> headers) {
        StringBuilder text = new StringBuilder(method);
        for (String name : List.of("content-md5", "content-type")) {
            text.append('\n').append(headers.getOrDefault(name, ""));
        }
        text.append('\n').append(date).append('\n');
        new TreeMap<>(headers).forEach((name, value) -> {
            if (name.startsWith("x-amz-")) {
                text.append(name).append(':').append(value).append('\n');
            }
        });
        String parameters = signedParameters(query);
        return text.append(resource)
                .append(parameters.isEmpty() ? "" : "?")
                .append(parameters)
                .toString();
    }

    private static String signedParameters(String query) {
        Map<String, String> signed = new TreeMap<>();
        for (String parameter : query.split("&", -1)) {
            String[] nameAndValue = parameter.split("=", 2);
            if (SIGNED_PARAMETERS.contains(nameAndValue[0])) {
                String value = nameAndValue.length == 1 ? "" : URLDecoder.decode(nameAndValue[1], ISO_8859_1);
                signed.put(nameAndValue[0], value.isEmpty() ? "" : "=" + value);
            }
        }
        return signed.entrySet().stream()
                .map(parameter -> parameter.getKey() + parameter.getValue())
                .collect(Collectors.joining("&"));
    }

    /** Signs any text that has one character for each byte. Answers the signature in Base64. */
    public String sign(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secretKey.getBytes(UTF_8), "HmacSHA1"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(ISO_8859_1)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA1", e);
        }
    }
}
