package io.geckos.domain.name;

import java.util.Optional;

/**
 * Who began an upload in parts.
 *
 * @param principal as answers name it: an account by its canonical id, a user or a session by its ARN
 * @param userId the id of the user, of the session of a role, or of the federated user, as policies know it as
 *     {@code aws:userid}; nobody who comes later has it, even under the same name. Empty for an account, and if a server wrote
 *     the record that did not keep it
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_Initiator.html">Initiator</a>
 */
public record Initiator(Principal principal, Optional<String> userId) {
    /** An account, or somebody of whom no id is known. */
    public Initiator(Principal principal) {
        this(principal, Optional.empty());
    }

    /** Tells whether a sender is who began the upload: by the id, and only if none was kept by the name. */
    public boolean isSame(Initiator sender) {
        return userId.isPresent()
                ? userId.equals(sender.userId)
                : principal.id().equals(sender.principal.id());
    }
}
