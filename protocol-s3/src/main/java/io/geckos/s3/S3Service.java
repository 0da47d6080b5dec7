package io.geckos.s3;

import io.geckos.domain.engine.Storage;
import io.geckos.domain.security.AccessPolicy;
import io.geckos.domain.security.Authenticator;
import io.geckos.domain.security.BucketPolicyChecker;
import io.geckos.s3.access.CorsFilter;
import io.geckos.s3.api.RequestSummary;
import io.geckos.s3.api.S3Request;
import io.geckos.s3.api.S3Response;
import io.geckos.s3.api.S3Settings;
import io.geckos.s3.body.UploadBufferPool;
import io.geckos.s3.bucket.BucketRegion;
import io.geckos.s3.call.AccessAudit;
import io.geckos.s3.call.AuthenticatedRequest;
import io.geckos.s3.call.CommonHeaders;
import io.geckos.s3.call.ErrorDocument;
import io.geckos.s3.call.ErrorMapping;
import io.geckos.s3.call.S3Call;
import io.geckos.s3.call.S3Operation;
import io.geckos.s3.call.S3Result;
import io.geckos.s3.call.ServiceContext;
import io.geckos.s3.call.SupportedParameters;
import io.geckos.s3.form.PostObjectForm;
import io.geckos.s3.lifecycle.LifecycleHeaders;
import io.geckos.s3.routing.AddressParser;
import io.geckos.s3.routing.RequestTarget;
import io.geckos.s3.routing.Router;
import io.geckos.s3.routing.S3Action;
import io.geckos.s3.wire.QueryParameters;
import io.geckos.s3.wire.RequestHeaders;
import io.geckos.s3.wire.S3Exception;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The S3 protocol over a storage engine: the pipeline through which every request goes. Safe for many threads.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/Welcome.html">Amazon S3 API reference</a>
 */
public final class S3Service {
    private static final S3Response.Facts NOTHING_KNOWN = S3Response.Facts.of(Optional.empty(), Optional.empty());

    /** The time after which a slow operation begins to answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Authenticator authenticator;
    private final ServiceContext wiring;
    private final AddressParser addressing;
    private final CorsFilter cors;
    private final LifecycleHeaders lifecycle;
    private final Router router = new Router(EnumSet.allOf(S3Action.class));
    private final OperationRegistry operations;
    private final RefusalOrder order;

    /** Connects the protocol with its ports. */
    public S3Service(
            S3Settings settings,
            Authenticator authenticator,
            AccessPolicy policy,
            BucketPolicyChecker policyChecker,
            Storage storage) {
        this.authenticator = authenticator;
        this.wiring = new ServiceContext(
                settings,
                policy,
                storage,
                UploadBufferPool.forHeap(Runtime.getRuntime().maxMemory()),
                PATIENCE,
                hostId());
        this.addressing = new AddressParser(settings.baseDomains());
        this.cors = new CorsFilter(addressing, storage.buckets(), settings.corsOrigins());
        this.lifecycle = new LifecycleHeaders(storage.buckets(), settings.lifecycleDay());
        this.operations = new OperationRegistry(settings, storage, policyChecker);
        this.order = new RefusalOrder(storage);
    }

    /** An id that tells servers apart. It is not a secret, and a secure random generator would slow every start. */
    private static String hostId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    /** Answers a request. Every failure becomes an error answer, so nothing is thrown. */
    public S3Response handle(S3Request request) {
        S3Response.Facts facts = NOTHING_KNOWN;
        AccessAudit audit = new AccessAudit();
        RequestTarget target = new RequestTarget.Service();
        Optional<S3Call> asked = Optional.empty();
        try {
            if (request.method().equals("OPTIONS")) {
                facts = facts.withOperation(S3Action.PREFLIGHT.operation());
                return respond(request, cors.preflight(request), facts);
            }
            Optional<String> hostedBucket = addressing.hostedBucket(request.host());
            AuthenticatedRequest caller = AuthenticatedRequest.by(authenticator, request, hostedBucket, audit);
            facts = facts.withIdentity(caller.identity());
            caller.requireSigned(router::isSubresource);

            QueryParameters query = QueryParameters.parse(request.rawQuery());
            RequestHeaders headers = RequestHeaders.of(request.headers(), query);
            target = addressing.target(headers.get("host").orElse(""), request.rawPath());
            S3Action action = router.resolve(request.method(), target.scope(), query.keys(), headers.names());
            facts = facts.withOperation(action.operation());
            S3Operation operation = operations.serving(action);
            S3Call sent = new S3Call(caller, action, target, query, headers, wiring).of(operation);
            S3Call call = sent;
            checkAccepted(operations.accepts(action), call);
            if (action == S3Action.POST_OBJECT) {
                CommonHeaders.check(call);
                call = PostObjectForm.open(call, authenticator);
                target = call.target();
                facts = facts.withIdentity(call.identity());
            }
            call.access().authorise(action, target);
            asked = Optional.of(call);
            CommonHeaders.check(call);
            CommonHeaders.requireOwner(call);
            if (action == S3Action.POST_OBJECT) {
                // A form has headers of its own beside its fields.
                CommonHeaders.requireOwner(sent);
            }
            return respond(request, answer(operation, call), facts.withDecision(audit.decidedBy()));
        } catch (RuntimeException e) {
            S3Exception refusal = ErrorMapping.of(e, request);
            S3Exception first =
                    asked.map(call -> order.bucketFirst(refusal, call)).orElse(refusal);
            return refuse(request, first, target, facts.withDecision(audit.decidedBy()));
        }
    }

    /** The error answer for an answer that failed before any byte of it was sent. */
    public S3Response fail(S3Request request, RuntimeException failure) {
        return refuse(request, ErrorMapping.of(failure, request), new RequestTarget.Service(), NOTHING_KNOWN);
    }

    /** Summarises a request without serving it, for the list of running requests. */
    public RequestSummary summarise(S3Request request) {
        try {
            QueryParameters query = QueryParameters.parse(request.rawQuery());
            RequestHeaders headers = RequestHeaders.of(request.headers(), query);
            RequestTarget target = addressing.target(request.host(), request.rawPath());
            S3Action action = request.method().equals("OPTIONS")
                    ? S3Action.PREFLIGHT
                    : router.resolve(request.method(), target.scope(), query.keys(), headers.names());
            return new RequestSummary(
                    Optional.of(action.operation()),
                    target.bucket().map(bucket -> bucket.value()),
                    target instanceof RequestTarget.OfObject(var id)
                            ? Optional.of(id.key().value())
                            : Optional.empty());
        } catch (S3Exception _) {
            return new RequestSummary(Optional.empty(), Optional.empty(), Optional.empty());
        }
    }

    private void checkAccepted(SupportedParameters accepts, S3Call call) {
        String method = call.caller().request().method();
        try {
            accepts.checkQuery(call.action(), method, call.query(), router::isSubresource);
            accepts.checkHeaders(call.action(), method, call.headers());
            accepts.checkOverrides(call.identity(), call.headers(), call.query());
        } catch (S3Exception refusal) {
            throw order.bucketFirstIfAllowed(refusal, call);
        }
    }

    private S3Result answer(S3Operation operation, S3Call call) {
        try {
            S3Result answer = operation.answer(call);
            answer.current().ifPresent(object -> answer.headers(lifecycle.of(object)));
            answer.upload().ifPresent(upload -> answer.headers(lifecycle.of(upload)));
            return answer;
        } catch (RuntimeException e) {
            S3Exception refusal = ErrorMapping.of(e, call.caller().request());
            throw RefusalOrder.hidden(order.keyFirst(refusal, call), call);
        }
    }

    private S3Response respond(S3Request request, S3Result answer, S3Response.Facts facts) {
        answer.header("x-amz-request-id", request.id()).header("x-amz-id-2", wiring.hostId());
        // AWS's SDKs read the correct region from this header.
        wiring.settings().region().ifPresent(region -> answer.headers().putIfAbsent(BucketRegion.HEADER, region));
        answer.headers(cors.headers(request));
        return new S3Response(answer.status(), answer.headers(), answer.body(), facts);
    }

    private S3Response refuse(S3Request request, S3Exception error, RequestTarget target, S3Response.Facts facts) {
        S3Result answer = S3Result.of(error.error().status()).headers(error.headers());
        if (!request.method().equals("HEAD")) {
            answer.document(ErrorDocument.of(ErrorMapping.about(request, target, error), request, wiring.hostId()));
        }
        return respond(request, answer, facts.withError(error.error().code()));
    }
}
