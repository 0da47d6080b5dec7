package io.geckos.iam.operation;

import io.geckos.iam.wire.FormParameters;
import io.geckos.iam.wire.XmlElement;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * An operation.
 *
 * @param name its name, which is also that of the first permission that it needs
 * @param parameters the names of the parameters that it understands
 * @param permissions answers the permissions that the caller needs; none if everybody may do it
 * @param answer carries it out and answers what is in the result
 * @param withoutResult whether its answer has no result, not even an empty one
 */
public record IamOperation(
        String name,
        Set<String> parameters,
        Function<IamCall, List<Permission>> permissions,
        Function<IamCall, List<XmlElement>> answer,
        boolean withoutResult) {
    /**
     * What a caller must be allowed to do.
     *
     * @param operation the name of an operation
     * @param arn to what
     */
    public record Permission(String operation, String arn) {}

    /** Makes an operation; {@code parameters} are separated by spaces. */
    static IamOperation of(
            String name,
            String parameters,
            Function<IamCall, String> resource,
            Function<IamCall, List<XmlElement>> answer) {
        return new IamOperation(
                name,
                parameters.isEmpty() ? Set.of() : Set.of(parameters.split(" ", -1)),
                call -> Stream.of(resource.apply(call))
                        .filter(arn -> !arn.isEmpty())
                        .map(arn -> new Permission(name, arn))
                        .toList(),
                answer,
                false);
    }

    /** An operation whose answer has no result element. */
    static IamOperation withoutResult(
            String name, String parameters, Function<IamCall, String> resource, Consumer<IamCall> work) {
        IamOperation operation = of(name, parameters, resource, call -> {
            work.accept(call);
            return List.of();
        });
        return new IamOperation(name, operation.parameters, operation.permissions, operation.answer, true);
    }

    /** The same operation, for which the caller needs the permission for another ARN too. */
    IamOperation alsoFor(Function<IamCall, String> resource) {
        return also(call -> Stream.of(new Permission(name, resource.apply(call))));
    }

    /** The same operation, for which the caller needs the permission of another one too when it gives tags. */
    IamOperation alsoTags(String tagging) {
        return also(call -> call.parameters().members(FormParameters.TAGS).isEmpty()
                ? Stream.empty()
                : permissions.apply(call).stream().map(needed -> new Permission(tagging, needed.arn())));
    }

    private IamOperation also(Function<IamCall, Stream<Permission>> more) {
        return new IamOperation(
                name,
                parameters,
                call -> Stream.concat(permissions.apply(call).stream(), more.apply(call))
                        .toList(),
                answer,
                withoutResult);
    }
}
