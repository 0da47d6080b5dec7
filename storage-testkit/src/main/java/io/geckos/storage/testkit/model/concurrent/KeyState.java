package io.geckos.storage.testkit.model.concurrent;

import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectSummary;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.testkit.model.sequential.ComparableAnswers;
import java.util.Map;
import java.util.Optional;

/** The state of a key at one moment: an object, without its time, or none. */
public record KeyState(Optional<ObjectInfo> object) {
    public static final KeyState ABSENT = new KeyState(Optional.empty());

    static KeyState of(ObjectInfo info) {
        return new KeyState(Optional.of(ComparableAnswers.timeless(info)));
    }

    boolean isAbsent() {
        return object.isEmpty();
    }

    boolean isListedAs(ObjectSummary summary) {
        return object.map(ObjectInfo::summary).equals(Optional.of(summary));
    }

    boolean satisfies(WriteCondition condition) {
        return object.map(condition::holdsOf).orElse(condition.holdsOfNone());
    }

    KeyState withTags(Map<String, String> tags) {
        return new KeyState(object.map(info -> info.withSpec(info.spec().withTags(tags))));
    }

    /** A copy under the key of {@code other}. */
    KeyState as(ObjectInfo other) {
        return new KeyState(object.map(info -> info.withId(other.id())));
    }

    @Override
    public String toString() {
        return object.map(info -> info.etag() + " of " + info.size() + " bytes tagged "
                        + info.spec().tags())
                .orElse("nothing");
    }
}
