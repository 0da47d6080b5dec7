package io.geckos.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.geckos.domain.security.Authenticator.SignedRequest;
import io.geckos.iam.IamRequest;
import io.geckos.iam.IamResponse;
import io.geckos.iam.IamService;
import io.geckos.s3.api.S3Request;
import io.geckos.s3.api.S3Response;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Answers the requests to IAM and STS among those that come to the S3 port: {@code POST /} with a form. */
public final class IamEndpoint {
    private static final String FORM = "application/x-www-form-urlencoded";

    private final IamService service;
    private final List<String> baseDomains;

    /** Answers by {@code service}. A host below a base domain names a bucket, so that its requests are for S3. */
    public IamEndpoint(IamService service, List<String> baseDomains) {
        this.service = service;
        this.baseDomains = List.copyOf(baseDomains);
    }

    /** The answer; empty if the request is one to S3. */
    public Optional<S3Response> answer(S3Request request) {
        if (!isForThis(request)) {
            return Optional.empty();
        }
        SignedRequest http =
                new SignedRequest(request.method(), request.rawPath(), request.rawQuery(), request.headers());
        IamRequest asked =
                new IamRequest(request.id(), http, request.body(), request.remoteAddress(), request.secure());
        IamResponse answer =
                request.memory().tryTake(IamService.MAX_BODY) ? service.answer(asked) : service.slowDown(asked);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", IamResponse.CONTENT_TYPE);
        headers.put("x-amzn-RequestId", request.id());
        S3Response.Facts facts = S3Response.Facts.of(answer.operation(), answer.error())
                .withIdentity(answer.identity())
                .withDecision(answer.decidedBy());
        ByteBuffer document = ByteBuffer.wrap(answer.document().getBytes(UTF_8));
        return Optional.of(new S3Response(answer.status(), headers, new S3Response.Body.Bytes(document), facts));
    }

    private boolean isForThis(S3Request request) {
        String type = String.join(",", request.headers().getOrDefault("content-type", List.of()))
                .split(";", 2)[0]
                .strip();
        return request.method().equals("POST")
                && request.rawPath().equals("/")
                && request.rawQuery().isEmpty()
                && type.equalsIgnoreCase(FORM)
                && !namesBucket(request.host().toLowerCase(Locale.ROOT));
    }

    private boolean namesBucket(String host) {
        String name = host.replaceFirst(":\\d+$", "");
        return baseDomains.stream().anyMatch(domain -> name.endsWith("." + domain));
    }
}
