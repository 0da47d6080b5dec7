package io.geckos.access.identity;

import java.time.Instant;
import java.util.Optional;

/**
 * What users, groups, roles and managed policies have in common.
 *
 * @param id never given again, not even to an entity of the same name
 * @param path {@code /}, or a text that begins and ends with it
 */
public record IamEntity(String id, String name, String path, Instant created) {
    /** The same entity with another name and path, where they are given. */
    public IamEntity renamed(Optional<String> otherName, Optional<String> otherPath) {
        return new IamEntity(id, otherName.orElse(name), otherPath.orElse(path), created);
    }

    /**
     * The ARN.
     *
     * @param type {@code user}, {@code group}, {@code role} or {@code policy}
     */
    public String arn(String account, String type) {
        return "arn:aws:iam::" + account + ":" + type + path + name;
    }
}
