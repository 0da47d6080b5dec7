package io.geckos.auth.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.geckos.signer.V2Signer;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Signs a {@link TestRequest} by Version 2 as botocore does. */
public final class V2TestSigner {
    private static final V2Signer SIGNER = new V2Signer(ExampleKeys.ID, ExampleKeys.SECRET);

    private V2TestSigner() {}

    /** Adds what makes a request signed in its header, where a date is there already. */
    public static TestRequest sign(TestRequest request) {
        String date = request.headers.containsKey("x-amz-date") ? "" : request.header("date");
        return request.header("authorization", SIGNER.authorization(text(request, date, request.path)));
    }

    /** Adds what makes a URL presigned; its headers go into the query, as botocore has it. */
    public static TestRequest presign(TestRequest request, String expires) {
        return presign(request, expires, request.path);
    }

    /** Presigns a URL whose path does not name the whole resource, because the host names its bucket. */
    public static TestRequest presign(TestRequest request, String expires, String resource) {
        String signature = signature(text(request, expires, resource));
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

    private static String text(TestRequest request, String date, String resource) {
        Map<String, String> headers = new HashMap<>();
        request.headers.forEach((name, values) -> headers.put(name, String.join(",", values)));
        return V2Signer.stringToSign(request.method, date, resource, request.query, headers);
    }

    /** The signature of any text. */
    public static String signature(String text) {
        return SIGNER.sign(text);
    }
}
