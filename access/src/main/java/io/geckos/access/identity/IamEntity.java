package io.geckos.access.identity;

import java.time.Instant;

/**
 * What users, groups, roles and managed policies have in common.
 *
 * @param id never given again, not even to an entity of the same name
 * @param path {@code /}, or a text that begins and ends with it
 */
public record IamEntity(String id, String name, String path, Instant created) {
    /** The same entity with another name and path. */
    public IamEntity renamed(String otherName, String otherPath) {
        return new IamEntity(id, otherName, otherPath, created);
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
