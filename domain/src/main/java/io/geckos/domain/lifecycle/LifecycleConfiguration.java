package io.geckos.domain.lifecycle;

import io.geckos.domain.lifecycle.LifecycleAction.AbortUploads;
import io.geckos.domain.lifecycle.LifecycleAction.ExpireAfter;
import io.geckos.domain.lifecycle.LifecycleAction.ExpireOn;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** All rules of a bucket. */
public record LifecycleConfiguration(List<LifecycleRule> rules) {
    /** Copies the collections. */
    public LifecycleConfiguration {
        rules = List.copyOf(rules);
    }

    /** The rules that are applied. */
    Stream<LifecycleRule> enabled() {
        return rules.stream().filter(LifecycleRule::enabled);
    }

    /** Tells whether a rule that is applied aborts uploads. */
    public boolean abortsUploads() {
        return enabled().flatMap(rule -> rule.actions().stream()).anyMatch(AbortUploads.class::isInstance);
    }

    /** Tells whether a rule that is applied removes versions, delete markers or objects. */
    public boolean removesVersions() {
        return enabled().flatMap(rule -> rule.actions().stream()).anyMatch(action -> !(action instanceof AbortUploads));
    }

    /** What all keys begin with that the applied rules can be about. */
    public String commonPrefix() {
        return enabled()
                .map(rule -> rule.filter().prefix())
                .reduce(LifecycleConfiguration::commonPrefix)
                .orElse("");
    }

    private static String commonPrefix(String a, String b) {
        int end = 0;
        while (end < a.length() && end < b.length() && a.charAt(end) == b.charAt(end)) {
            end++;
        }
        // Half of a character is no prefix of a key.
        return a.substring(0, end > 0 && Character.isHighSurrogate(a.charAt(end - 1)) ? end - 1 : end);
    }

    /**
     * When a current version expires, by the earliest of the rules that match it.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html">x-amz-expiration</a>
     */
    public Optional<LifecycleExpiry> expiry(
            String key, long size, Map<String, String> tags, Instant written, LifecycleDay day) {
        return enabled()
                .filter(rule ->
                        rule.filter().matches(key, size) && rule.filter().matchesTags(tags))
                .flatMap(rule -> rule.actions().stream()
                        .flatMap(action -> expiry(action, written, day).stream())
                        .map(at -> new LifecycleExpiry(at, rule.id())))
                .min(Comparator.comparing(LifecycleExpiry::at));
    }

    /**
     * When an upload in parts is aborted, by the earliest of the rules that match it.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateMultipartUpload.html">x-amz-abort-date</a>
     */
    public Optional<LifecycleExpiry> abort(String key, Instant initiated, LifecycleDay day) {
        return enabled()
                .filter(rule -> rule.filter().matchesKey(key))
                .flatMap(rule -> rule.actions().stream()
                        .filter(AbortUploads.class::isInstance)
                        .map(AbortUploads.class::cast)
                        .map(abort -> new LifecycleExpiry(day.due(initiated, abort.days()), rule.id())))
                .min(Comparator.comparing(LifecycleExpiry::at));
    }

    private static Optional<Instant> expiry(LifecycleAction action, Instant written, LifecycleDay day) {
        return switch (action) {
            case ExpireAfter after -> Optional.of(day.due(written, after.days()));
            case ExpireOn on -> Optional.of(on.date());
            default -> Optional.empty();
        };
    }
}
