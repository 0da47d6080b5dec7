package io.geckos.auth.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs by Version 2 as botocore does: from the parts of a request, by the JDK's own HMAC. */
public final class V2TestSigner {
    private static final List<String> OF_INTEREST = List.of(
            ("accelerate acl cors defaultObjectAcl location logging partNumber policy requestPayment torrent versioning"
                            + " versionId versions website uploads uploadId response-content-type response-content-language"
                            + " response-expires response-cache-control response-content-disposition"
                            + " response-content-encoding delete lifecycle tagging restore storageClass notification"
                            + " replication analytics metrics inventory select select-type object-lock")
                    .split(" "));

    private V2TestSigner() {}

    /** Adds what makes a request signed in its header, where a date is there already. */
    public static TestRequest sign(TestRequest request) {
        String date = request.headers.containsKey("x-amz-date") ? "" : request.header("date");
        String signature = signature(stringToSign(request, request.headers, date, request.path));
        return request.header("authorization", "AWS " + ExampleKeys.ID + ":" + signature);
    }

    /** Adds what makes a URL presigned; its headers go into the query, as botocore has it. */
    public static TestRequest presign(TestRequest request, String expires) {
        return presign(request, expires, request.path);
    }

    /** The same for a resource that the path does not name alone. */
    public static TestRequest presign(TestRequest request, String expires, String resource) {
        String signature = signature(stringToSign(request, request.headers, expires, resource));
        List<String> parameters = new ArrayList<>();
        if (!request.query.isEmpty()) {
            parameters.add(request.query);
        }
        parameters.add("AWSAccessKeyId=" + ExampleKeys.ID);
        parameters.add("Signature=" + URLEncoder.encode(signature, UTF_8));
        for (String name : List.copyOf(request.headers.keySet())) {
            if (isSigned(name)) {
                parameters.add(name + "=" + URLEncoder.encode(request.header(name), UTF_8));
                request.without(name);
            }
        }
        parameters.add("Expires=" + expires);
        request.query = String.join("&", parameters);
        return request;
    }

    private static boolean isSigned(String name) {
        return name.startsWith("x-amz-") || name.equals("content-type") || name.equals("content-md5");
    }

    private static String stringToSign(
            TestRequest request, Map<String, List<String>> headers, String date, String resource) {
        StringBuilder text = new StringBuilder(request.method).append('\n');
        for (String name : List.of("content-md5", "content-type")) {
            text.append(String.join("", headers.getOrDefault(name, List.of()))).append('\n');
        }
        text.append(date).append('\n');
        new TreeMap<>(headers).forEach((name, values) -> {
            if (name.startsWith("x-amz-")) {
                text.append(name).append(':').append(String.join(",", values)).append('\n');
            }
        });
        Map<String, String> interesting = new TreeMap<>();
        for (String parameter : request.query.split("&", -1)) {
            String[] halves = parameter.split("=", 2);
            if (OF_INTEREST.contains(halves[0])) {
                interesting.put(halves[0], halves.length == 1 ? "" : "=" + URLDecoder.decode(halves[1], UTF_8));
            }
        }
        List<String> canonical = new ArrayList<>();
        interesting.forEach((name, value) -> canonical.add(name + value));
        return text.append(resource)
                .append(canonical.isEmpty() ? "" : "?")
                .append(String.join("&", canonical))
                .toString();
    }

    /** Of any text. */
    public static String signature(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(ExampleKeys.SECRET.getBytes(UTF_8), "HmacSHA1"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
