package io.geckos.access.identity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A policy that can be attached to many users, groups and roles.
 *
 * @param versions its documents, oldest first
 * @param current the number of the version that counts
 * @param latest the highest number that a version has had; numbers are never given again
 * @param builtIn whether the server brings it along, so that it cannot be changed
 */
public record ManagedPolicy(
        IamEntity entity, String description, List<Version> versions, int current, int latest, boolean builtIn) {
    /** Copies the collections. */
    public ManagedPolicy {
        versions = List.copyOf(versions);
    }

    /** One document of the policy. */
    public record Version(int number, String document, Instant created) {
        /** The version as clients name it: {@code v1}. */
        public String id() {
            return "v" + number;
        }
    }

    /** The ARN. */
    public String arn(String account) {
        return entity.arn(builtIn ? "aws" : account, "policy");
    }

    /** The document that counts. */
    public String document() {
        return version("v" + current).orElseThrow().document();
    }

    /** The version of that id. */
    public Optional<Version> version(String id) {
        return versions.stream().filter(version -> version.id().equals(id)).findFirst();
    }

    /** The policy with another name, path or tags. */
    public ManagedPolicy withEntity(IamEntity other) {
        return new ManagedPolicy(other, description, versions, current, latest, builtIn);
    }

    /** The policy with one more document, which counts from now on if {@code asCurrent}. */
    public ManagedPolicy with(String document, boolean asCurrent, Instant now) {
        List<Version> more = new ArrayList<>(versions);
        more.add(new Version(latest + 1, document, now));
        return new ManagedPolicy(entity, description, more, asCurrent ? latest + 1 : current, latest + 1, builtIn);
    }

    /** The policy without a version. */
    public ManagedPolicy without(Version version) {
        List<Version> fewer = new ArrayList<>(versions);
        fewer.remove(version);
        return new ManagedPolicy(entity, description, fewer, current, latest, builtIn);
    }

    /** The policy in which another version counts. */
    public ManagedPolicy withCurrent(Version version) {
        return new ManagedPolicy(entity, description, versions, version.number(), latest, builtIn);
    }
}
