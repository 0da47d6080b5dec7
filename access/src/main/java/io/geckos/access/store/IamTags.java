package io.geckos.access.store;

import io.geckos.access.identity.IamEntity;
import io.geckos.access.identity.ManagedPolicy;
import io.geckos.access.identity.PolicyOwner;
import io.geckos.access.store.IamException.Code;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Tags of users, roles and managed policies: the rules by which they change.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html">Tags for IAM resources</a>
 */
public final class IamTags {
    /** The most tags of an entity. */
    public static final int MAX_TAGS = 50;

    private static final int LONGEST_KEY = 128;
    private static final int LONGEST_VALUE = 256;
    private static final Pattern CHARACTERS = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");
    private static final String RESERVED = "aws:";

    private final UserStore store;
    private final IamPolicies policies;

    /** A tag as a request gives it. */
    public record Tag(String key, String value) {}

    /** Changes the tags of a store, whose account has this number. */
    public IamTags(UserStore store, String account) {
        this.store = store;
        this.policies = new IamPolicies(store, account);
    }

    /** Adds tags to the user or role of a name, or replaces their values. */
    public void add(PolicyOwner.Kind kind, String name, List<Tag> tags) {
        change(kind, name, entity -> tagged(entity, tags));
    }

    /** Takes the tags of some keys from the user or role of a name. Those that are not there are left out. */
    public void remove(PolicyOwner.Kind kind, String name, List<String> keys) {
        change(kind, name, entity -> entity.untagged(keys));
    }

    private void change(PolicyOwner.Kind kind, String name, UnaryOperator<IamEntity> change) {
        store.update(database -> {
            PolicyOwner owner = IamPolicies.owner(database, kind, name);
            return database.with(owner.withEntity(change.apply(owner.entity())));
        });
    }

    /** Like {@link #add}, for the managed policy of an ARN. */
    public void addToPolicy(String arn, List<Tag> tags) {
        changePolicy(arn, entity -> tagged(entity, tags));
    }

    /** Like {@link #remove}, for the managed policy of an ARN. */
    public void removeFromPolicy(String arn, List<String> keys) {
        changePolicy(arn, entity -> entity.untagged(keys));
    }

    private void changePolicy(String arn, UnaryOperator<IamEntity> change) {
        store.update(database -> {
            ManagedPolicy policy = policies.own(database, arn);
            return database.with(policy.withEntity(change.apply(policy.entity())));
        });
    }

    /** An entity with more tags, if they are as they may be. */
    static IamEntity tagged(IamEntity entity, List<Tag> tags) {
        Map<String, String> more = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Tag tag : tags) {
            requireForm("key", tag.key(), 1, LONGEST_KEY);
            requireForm("value", tag.value(), 0, LONGEST_VALUE);
            if (tag.key().toLowerCase(Locale.ROOT).startsWith(RESERVED)) {
                throw new IamException(Code.InvalidInput, "Tag keys must not begin with aws: " + tag.key());
            }
            if (more.put(tag.key(), tag.value()) != null) {
                throw new IamException(
                        Code.InvalidInput,
                        "Duplicate tag keys found. Please note that Tag keys are case insensitive: " + tag.key());
            }
        }
        IamEntity tagged = entity.tagged(more);
        if (tagged.tags().size() > MAX_TAGS) {
            throw IamException.limit("TagsPerEntity", MAX_TAGS);
        }
        return tagged;
    }

    private static void requireForm(String part, String text, int least, int most) {
        int length = text.codePointCount(0, text.length());
        if (length < least || length > most || !CHARACTERS.matcher(text).matches()) {
            throw new IamException(
                    Code.ValidationError,
                    "The specified value for a tag's " + part + " is invalid: \"" + text + "\". It must contain "
                            + least + " to " + most + " letters, digits, spaces and the characters _.:/=+-@");
        }
    }
}
