package io.geckos.access.identity;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What users, groups, roles and managed policies have in common.
 *
 * @param id never given again, not even to an entity of the same name
 * @param path {@code /}, or a text that begins and ends with it
 * @param tags values by keys, which differ in more than upper and lower case; a group has none
 */
public record IamEntity(String id, String name, String path, Instant created, SortedMap<String, String> tags) {
    /** Copies the tags. */
    public IamEntity {
        SortedMap<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(tags);
        tags = Collections.unmodifiableSortedMap(copy);
    }

    /** An entity without tags. */
    public IamEntity(String id, String name, String path, Instant created) {
        this(id, name, path, created, Collections.emptySortedMap());
    }

    /** The same entity with another name and path, where they are given. */
    public IamEntity renamed(Optional<String> otherName, Optional<String> otherPath) {
        return new IamEntity(id, otherName.orElse(name), otherPath.orElse(path), created, tags);
    }

    /** The same entity with more tags. One whose key differs in case only takes the place of the one before. */
    public IamEntity tagged(Map<String, String> more) {
        NavigableMap<String, String> all = new TreeMap<>(tags);
        more.keySet().forEach(all::remove);
        all.putAll(more);
        return new IamEntity(id, name, path, created, all);
    }

    /** The same entity without the tags of some keys. */
    public IamEntity untagged(Collection<String> keys) {
        NavigableMap<String, String> rest = new TreeMap<>(tags);
        keys.forEach(rest::remove);
        return new IamEntity(id, name, path, created, rest);
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
