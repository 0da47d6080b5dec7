package io.geckos.access.store;

import io.geckos.access.identity.IamEntity;
import java.time.Instant;
import java.util.Locale;

/** The types of entities that clients make, with the forms of their ids and names. */
enum EntityType {
    USER("AIDA", "User", 64),
    GROUP("AGPA", "Group", 128),
    ROLE("AROA", "Role", 64),
    POLICY("ANPA", "Policy", 128);

    private final String idPrefix;
    private final String noun;
    private final int longest;

    EntityType(String idPrefix, String noun, int longest) {
        this.idPrefix = idPrefix;
        this.noun = noun;
        this.longest = longest;
    }

    /** A new entity without tags. Throws {@link IamException} if its name or path has a form that is not allowed. */
    IamEntity make(String name, String path, Instant created) {
        requireName(name);
        return new IamEntity(IamNames.newId(idPrefix), name, IamNames.path(path), created);
    }

    /** Refuses a name that has a form that is not allowed. */
    void requireName(String name) {
        IamNames.name(noun.toLowerCase(Locale.ROOT) + "Name", name, longest);
    }

    /** Refuses another name for an entity that has one. */
    void requireNewName(String name) {
        IamNames.name("new" + noun + "Name", name, longest);
    }
}
