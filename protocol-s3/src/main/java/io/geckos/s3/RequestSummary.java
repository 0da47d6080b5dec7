package io.geckos.s3;

import java.util.Optional;

/** What a request asks for, each as far as it can be told from its head. */
public record RequestSummary(Optional<String> operation, Optional<String> bucket, Optional<String> key) {
    /** Nothing can be told. */
    static final RequestSummary NOTHING = new RequestSummary(Optional.empty(), Optional.empty(), Optional.empty());

    static RequestSummary of(S3Action action, Target target) {
        return new RequestSummary(
                Optional.of(action.operation()),
                target.bucket().map(bucket -> bucket.value()),
                target instanceof Target.OfObject(var id) ? Optional.of(id.key().value()) : Optional.empty());
    }
}
