package io.geckos.access;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A request that lacked a permission, for people who operate the server. It contains no secret.
 *
 * @param id the id that the client got with the answer
 * @param at when the first permission was denied
 * @param account the number of the sender's account; empty for a sender without credentials
 * @param user the sender as the request log names it: {@code root}, {@code user/alice}, {@code anonymous}
 * @param accessKeyId the key with which the request was signed
 * @param operation the operation, such as {@code GetObject}
 * @param denials the first permissions that were denied
 * @param more the number of further denials, which are not kept
 */
public record DeniedRequest(
        String id,
        Instant at,
        String account,
        String user,
        Optional<String> accessKeyId,
        String operation,
        List<Denial> denials,
        int more) {
    /** The number of denials of one request that are kept; a request to delete many objects may have 1,000. */
    static final int MAX_DENIALS = 10;

    /** Copies the collections. */
    public DeniedRequest {
        denials = List.copyOf(denials);
    }

    /**
     * One permission that was denied.
     *
     * @param action with its service: {@code s3:GetObject}
     * @param resource an ARN
     * @param reason the rule that decided
     */
    public record Denial(String action, String resource, String reason) {
        /** The longest text that is kept, in characters: the ARN of the longest key fits. */
        private static final int MAX_TEXT = 1200;

        /** Cuts off what is too long. */
        public Denial {
            action = cut(action);
            resource = cut(resource);
            reason = cut(reason);
        }

        private static String cut(String text) {
            return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "…";
        }

        private int length() {
            return action.length() + resource.length() + reason.length();
        }
    }

    /** The same request with one more denial. */
    DeniedRequest with(Denial denial) {
        if (denials.size() >= MAX_DENIALS) {
            return new DeniedRequest(id, at, account, user, accessKeyId, operation, denials, more + 1);
        }
        List<Denial> all = new ArrayList<>(denials);
        all.add(denial);
        return new DeniedRequest(id, at, account, user, accessKeyId, operation, all, more);
    }

    /** The length of all texts, in characters. */
    int length() {
        return id.length()
                + account.length()
                + user.length()
                + accessKeyId.map(String::length).orElse(0)
                + operation.length()
                + denials.stream().mapToInt(Denial::length).sum();
    }
}
