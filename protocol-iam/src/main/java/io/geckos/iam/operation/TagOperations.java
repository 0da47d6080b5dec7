package io.geckos.iam.operation;

import io.geckos.access.identity.IamEntity;
import io.geckos.access.identity.PolicyOwner;
import io.geckos.access.store.IamPolicies;
import io.geckos.access.store.IamTags;
import io.geckos.access.store.IamTags.Tag;
import io.geckos.access.store.UserStore;
import io.geckos.iam.wire.FormParameters;
import io.geckos.iam.wire.XmlElement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** Operations on the tags of users, roles and managed policies. They differ only in their names. */
final class TagOperations {
    private static final String KEYS = "TagKeys";
    private static final String POLICY = "PolicyArn";

    private final UserStore store;
    private final IamPolicies policies;
    private final IamTags tags;
    private final AccountArns arns;

    TagOperations(UserStore store, String account) {
        this.store = store;
        this.policies = new IamPolicies(store, account);
        this.tags = new IamTags(store, account);
        this.arns = new AccountArns(account);
    }

    List<IamOperation> all() {
        return Stream.of(
                        ofOwners(PolicyOwner.Kind.USER),
                        ofOwners(PolicyOwner.Kind.ROLE),
                        new Tagged(
                                "Policy",
                                POLICY,
                                call -> call.required(POLICY),
                                arn -> policies.get(arn).entity(),
                                tags::addToPolicy,
                                tags::removeFromPolicy))
                .flatMap(Tagged::operations)
                .toList();
    }

    private Tagged ofOwners(PolicyOwner.Kind kind) {
        String parameter = kind.noun() + "Name";
        return new Tagged(
                kind.noun(),
                parameter,
                call -> arns.owner(store.database(), kind, call.required(parameter)),
                name -> policies.owner(kind, name).entity(),
                (name, more) -> tags.add(kind, name, more),
                (name, keys) -> tags.remove(kind, name, keys));
    }

    /**
     * A kind of entities that have tags.
     *
     * @param noun in the names of the operations
     * @param parameter names an entity
     */
    private record Tagged(
            String noun,
            String parameter,
            Function<IamCall, String> arn,
            Function<String, IamEntity> entity,
            BiConsumer<String, List<Tag>> add,
            BiConsumer<String, List<String>> remove) {
        Stream<IamOperation> operations() {
            return Stream.of(
                    IamOperation.withoutResult(
                            "Tag" + noun,
                            parameter + " Tags.member",
                            arn,
                            call -> add.accept(
                                    call.required(parameter),
                                    FormParameters.requireAny(call.tags(), FormParameters.TAGS))),
                    IamOperation.withoutResult(
                            "Untag" + noun,
                            parameter + " TagKeys.member",
                            arn,
                            call -> remove.accept(
                                    call.required(parameter),
                                    FormParameters.requireAny(call.parameters().texts(KEYS), KEYS))),
                    IamOperation.of(
                            "List" + noun + "Tags", parameter + " " + ListPagination.PARAMETERS, arn, this::list));
        }

        private List<XmlElement> list(IamCall call) {
            Map<String, XmlElement> all = new TreeMap<>();
            entity.apply(call.required(parameter))
                    .tags()
                    .entrySet()
                    .forEach(tag -> all.put(tag.getKey(), EntityXml.tag(tag)));
            return ListPagination.of(call, FormParameters.TAGS, all, tag -> tag);
        }
    }
}
