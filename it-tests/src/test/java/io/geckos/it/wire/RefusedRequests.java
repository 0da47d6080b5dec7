package io.geckos.it.wire;

import static java.nio.charset.StandardCharsets.UTF_16;

import io.geckos.it.testkit.WireRequest;
import io.geckos.it.testkit.WireSigner;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Requests that must be refused, by what is wrong with them. Each would otherwise replace or remove the object
 * {@code victim} in the bucket {@code refused}, or make another beside it.
 */
final class RefusedRequests {
    private static final String VICTIM = "/refused/victim";
    private static final String DENIED = "403 AccessDenied";
    private static final String FORGED = "403 SignatureDoesNotMatch";
    private static final String BAD_QUERY = "400 AuthorizationQueryParametersError";
    private static final String BAD_HEADER = "400 AuthorizationHeaderMalformed";
    private static final String MALFORMED = "400 MalformedXML";
    private static final String STREAM = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
    private static final String TRAILER = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";

    private final InetSocketAddress server;
    private final WireSigner signer = WireSigner.now();
    private final List<Refused> all = new ArrayList<>();

    /** A request, what is wrong with it, and the status and code of its refusal. */
    record Refused(String wrong, String answer, WireRequest request) {
        @Override
        public String toString() {
            return wrong;
        }
    }

    private RefusedRequests(InetSocketAddress server) {
        this.server = server;
    }

    static List<Refused> to(InetSocketAddress server) {
        RefusedRequests requests = new RefusedRequests(server);
        requests.badHeaders();
        requests.badPresignedUrls();
        requests.reusedSignatures();
        requests.badPayloads();
        requests.badFrames();
        requests.badNames();
        requests.badDocuments();
        requests.badParameters();
        return requests.all;
    }

    private WireRequest request(String method, String target) {
        return WireRequest.of(method, target).host(server);
    }

    private WireRequest put() {
        return request("PUT", VICTIM).body("forged");
    }

    private void add(String wrong, String answer, WireRequest request) {
        all.add(new Refused(wrong, answer, request));
    }

    /** A PUT that is signed well, and whose Authorization is then changed. */
    private void authorization(String wrong, String answer, UnaryOperator<String> change) {
        WireRequest request = signer.sign(put());
        add(wrong, answer, request.header("authorization", change.apply(request.header("authorization"))));
    }

    private void badHeaders() {
        authorization("host not signed", DENIED, it -> it.replace("host;", ""));
        add("x-amz header not signed", DENIED, signer.sign(put()).header("x-amz-meta-late", "1"));
        WireRequest twice = signer.sign(put());
        for (String name : List.of("authorization", "x-amz-date", "x-amz-content-sha256")) {
            String value = twice.header(name);
            add("duplicated " + name, "400 ", signer.sign(put()).header(name, value + "\r\n" + name + ": " + value));
        }
        Duration skew = Duration.ofMinutes(16);
        Instant now = signer.time();
        add(
                "clock behind",
                "403 RequestTimeTooSkewed",
                signer.at(now.minus(skew)).sign(put()));
        add("clock ahead", "403 RequestTimeTooSkewed", signer.at(now.plus(skew)).sign(put()));
        WireRequest undated = signer.sign(put());
        undated.headers().remove("x-amz-date");
        add("no date", DENIED, undated);
        WireRequest presigned = signer.presign(request("GET", VICTIM), "60");
        add("credentials in header and query", "400 InvalidArgument", presigned.header("authorization", "AWS x:y"));
        authorization("SigV2", "400 InvalidRequest", _ -> "AWS minioadmin:c2lnbmF0dXJl");
        authorization("unknown scheme", "400 InvalidArgument", _ -> "Bearer token");
        authorization("malformed", BAD_HEADER, it -> it.replace("Credential=", "Credential:"));
        authorization("wrong date in scope", BAD_HEADER, it -> it.replaceFirst("/\\d{8}/", "/20200101/"));
        add("wrong service in scope", BAD_HEADER, signer.in("us-east-1", "ec2").sign(put()));
        add("wrong region in scope", BAD_HEADER, signer.in("eu-west-1", "s3").sign(put()));
        add(
                "unknown key",
                "403 InvalidAccessKeyId",
                signer.by("nobody", "minioadmin").sign(put()));
        add("wrong secret", FORGED, signer.by("minioadmin", "wrong").sign(put()));
        add("no credentials", DENIED, put());
    }

    private void badPresignedUrls() {
        for (String expiry : List.of("604801", "-1", "soon")) {
            add("presigned for " + expiry, BAD_QUERY, signer.presign(put(), expiry));
        }
        Duration hour = Duration.ofHours(1);
        add(
                "presigned and expired",
                DENIED,
                signer.at(signer.time().minus(hour)).presign(put(), "60"));
        add(
                "presigned and not yet valid",
                DENIED,
                signer.at(signer.time().plus(hour)).presign(put(), "60"));
        WireRequest presigned = signer.presign(put(), "60");
        String target = presigned.path() + "?" + presigned.query();
        add("duplicated X-Amz-Date", "400 ", presigned.to(target + "&X-Amz-Date=" + signer.stamp()));
        String second = VICTIM + "?AWSAccessKeyId=a&Signature=b&Expires=";
        add("presigned by Version 2, expired", "403 AccessDenied", put().to(second + "1"));
        add("presigned by Version 2, unknown key", "403 InvalidAccessKeyId", put().to(second + "2000000000"));
        add("presigned for longer", FORGED, presigned.to(target.replace("Expires=60", "Expires=61")));
        add("presigned with another query", FORGED, presigned.to(target + "&tagging"));
    }

    private void reusedSignatures() {
        WireRequest put = signer.sign(put());
        WireRequest delete = request("DELETE", VICTIM);
        delete.headers().putAll(signer.sign(request("GET", VICTIM)).headers());
        add("signature of another method", FORGED, delete);
        for (String path : List.of("/refused%2Fvictim", "/refused//victim", "/refused/victim;", "/refused/./victim")) {
            add("signature of another path, " + path, FORGED, put.to(path));
        }
        add("signature of another query", FORGED, put.to(VICTIM + "?tagging"));
        add(
                "signature of other plus signs",
                FORGED,
                signer.sign(put().to("/refused/a%20b")).to("/refused/a+b"));
    }

    private void badPayloads() {
        WireRequest missing = signer.sign(put());
        missing.headers().remove("x-amz-content-sha256");
        add("payload hash missing", "400 InvalidRequest", missing);
        add("payload hash malformed", "400 InvalidArgument", signer.sign(put().payload("abc")));
        add(
                "payload hash wrong",
                "400 XAmzContentSHA256Mismatch",
                signer.sign(put()).body("FORGED"));
        for (String md5 : List.of("AAAA", "no base64")) {
            add("Content-MD5 malformed, " + md5, "400 InvalidDigest", signer.sign(md5(md5)));
        }
        add("Content-MD5 wrong", "400 BadDigest", signer.sign(md5("AAAAAAAAAAAAAAAAAAAAAA==")));
        WireRequest malformed = put().header("x-amz-checksum-crc32", "AAAA");
        add("checksum malformed", "400 InvalidRequest", signer.sign(malformed));
        add("checksum wrong", "400 BadDigest", signer.sign(put().header("x-amz-checksum-crc32", "AAAAAA==")));
    }

    private WireRequest md5(String value) {
        return put().header("content-md5", value);
    }

    private WireRequest framed(String payload, int length) {
        return put().header("x-amz-decoded-content-length", String.valueOf(length))
                .payload(payload);
    }

    private static String seed(WireRequest signed) {
        String authorization = signed.header("authorization");
        return authorization.substring(authorization.length() - 64);
    }

    private static String chunk(String data, String signature) {
        return Integer.toHexString(data.length()) + ";chunk-signature=" + signature + "\r\n" + data + "\r\n";
    }

    private void badFrames() {
        String first = "a".repeat(8192);
        WireRequest stream = signer.sign(framed(STREAM, 8197));
        String one = signer.chunk(seed(stream), first);
        String two = signer.chunk(one, "hello");
        String end = chunk("", signer.chunk(two, ""));
        String none = "0".repeat(64);
        add("chunk 1 forged", FORGED, stream(8197, chunk(first, none) + chunk("hello", two) + end));
        add("chunk 2 forged", FORGED, stream(8197, chunk(first, one) + chunk("hello", none) + end));
        add("final chunk forged", FORGED, stream(8197, chunk(first, one) + chunk("hello", two) + chunk("", none)));
        add("chunks reordered", FORGED, stream(8197, chunk("hello", two) + chunk(first, one) + end));
        add("final chunk missing", "400 IncompleteBody", stream(8197, chunk(first, one) + chunk("hello", two)));
        add("decoded length off", "400 IncompleteBody", framedBy("5\r\nhello\r\n0\r\n\r\n", 6));
        String right = "x-amz-checksum-crc32:NhCmhg==\r\n\r\n";
        WireRequest forged = trailer("5\r\nhello\r\n0\r\n" + right);
        forged.header(
                "authorization", forged.header("authorization").replaceFirst("Signature=.{64}", "Signature=" + none));
        add("unsigned trailer with a forged seed", FORGED, forged);
        add("trailer malformed", "400 MalformedTrailerError", trailer("5\r\nhello\r\n0\r\nno colon\r\n\r\n"));
        add("trailer missing", "400 MalformedTrailerError", trailer("5\r\nhello\r\n0\r\n\r\n"));
        add("trailer wrong", "400 BadDigest", trailer("5\r\nhello\r\n0\r\n" + right.replace("Nh", "AA")));
        WireRequest both = signer.sign(put()).header("transfer-encoding", "chunked");
        add("Content-Length and Transfer-Encoding", "400 BadRequest", both);
    }

    private WireRequest stream(int length, String frames) {
        return signer.sign(framed(STREAM, length)).body(frames);
    }

    private WireRequest framedBy(String frames, int length) {
        return signer.sign(framed(TRAILER, length)).body(frames);
    }

    private WireRequest trailer(String frames) {
        return signer.sign(framed(TRAILER, 5).header("x-amz-trailer", "x-amz-checksum-crc32"))
                .body(frames);
    }

    private void badNames() {
        add("key over 1024 bytes", "400 KeyTooLongError", signer.sign(put().to("/refused/" + "k".repeat(1025))));
        add("key of bad UTF-8", "400 InvalidURI", signer.sign(put().to("/refused/%AE%8A-")));
        add("bad percent-encoding", "400 ", signer.sign(put().to("/refused/%zz")));
        for (String name : List.of("ab", "UPPER", "192.168.0.1", ".geckos3", "%2E%2E")) {
            WireRequest request = request("PUT", "/" + name).body("");
            add("bucket called " + name, name.startsWith("%") ? "40" : "400 InvalidBucketName", signer.sign(request));
        }
    }

    private void badDocuments() {
        String tag = "<Tag><Key>a</Key><Value>b</Value></Tag>";
        document("DOCTYPE", "<!DOCTYPE Tagging><Tagging><TagSet>" + tag + "</TagSet></Tagging>");
        document(
                "external entity",
                "<!DOCTYPE T [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><Tagging><TagSet><Tag><Key>&x;</Key></Tag></TagSet></Tagging>");
        document(
                "entities that grow",
                "<!DOCTYPE T [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]><Tagging>&b;</Tagging>");
        document("10,000 levels", "<Tagging>" + "<a>".repeat(10_000));
        document("over its limit", "<Tagging><TagSet>" + " ".repeat(1 << 20) + "</TagSet></Tagging>");
        document(
                "an element twice",
                "<Tagging><TagSet>" + tag.replace("</Tag>", "<Key>c</Key></Tag>") + "</TagSet></Tagging>");
        WireRequest utf16 = request("PUT", VICTIM + "?tagging").body("<Tagging><TagSet/></Tagging>".getBytes(UTF_16));
        add("document of UTF-16", MALFORMED, signer.sign(utf16));
        String many = "<Delete>" + "<Object><Key>victim</Key></Object>".repeat(1001) + "</Delete>";
        WireRequest delete = request("POST", "/refused?delete").body(many);
        byte[] sha256 = HexFormat.of().parseHex(delete.payload());
        delete.header("x-amz-checksum-sha256", Base64.getEncoder().encodeToString(sha256));
        add("more than 1000 keys", MALFORMED, signer.sign(delete));
    }

    private void document(String wrong, String text) {
        add(
                "document with " + wrong,
                MALFORMED,
                signer.sign(request("PUT", VICTIM + "?tagging").body(text)));
    }

    private void badParameters() {
        add("CR in metadata", "400 ", signer.sign(put()).header("x-amz-meta-a", "b\rc"));
        add("CR/LF in tags", "400 InvalidTag", signer.sign(put().header("x-amz-tagging", "a=b%0D%0Ac")));
        String override = VICTIM + "?response-content-type=a%0D%0ASet-Cookie%3A%20b";
        add("CR/LF in an override", "400 InvalidArgument", signer.sign(request("GET", override)));
        String plain = VICTIM + "?response-content-type=a";
        add("anonymous override", "400 InvalidRequest", request("GET", plain));
        add("header over its limit", "400 BadRequest", signer.sign(put()).header("x-long", "x".repeat(40 << 10)));
        WireRequest metadata = put().header("x-amz-meta-a", "v".repeat(2048));
        add("metadata over 2 KB", "400 MetadataTooLarge", signer.sign(metadata));
        add(
                "range beyond the end",
                "416 InvalidRange",
                signer.sign(request("GET", VICTIM)).header("range", "bytes=99-"));
        add("operation that is not there", "501 NotImplemented", signer.sign(put().to(VICTIM + "?encryption")));
        add("subresource unheard of", "501 NotImplemented", signer.sign(put().to(VICTIM + "?unheard-of")));
        WireRequest encrypted = put().header("x-amz-server-side-encryption", "AES256");
        add("header that is not obeyed", "501 NotImplemented", signer.sign(encrypted));
        add(
                "method that is not there",
                "405 MethodNotAllowed",
                signer.sign(request("PATCH", VICTIM).body("x")));
    }
}
