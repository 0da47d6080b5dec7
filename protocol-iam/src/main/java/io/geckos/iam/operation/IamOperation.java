package io.geckos.iam.operation;

import io.geckos.iam.wire.XmlElement;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * An operation.
 *
 * @param name its name, which is also that of the permission that it needs
 * @param parameters the names of the parameters that it understands
 * @param resources answers the ARNs for all of which the caller needs the permission; none if everybody may do it
 * @param answer carries it out and answers what is in the result
 * @param withoutResult whether its answer has no result, not even an empty one
 */
public record IamOperation(
        String name,
        Set<String> parameters,
        Function<IamCall, List<String>> resources,
        Function<IamCall, List<XmlElement>> answer,
        boolean withoutResult) {
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
        return new IamOperation(name, operation.parameters, operation.resources, operation.answer, true);
    }

    /** The same operation, for which the caller needs the permission for another ARN too. */
    IamOperation alsoFor(Function<IamCall, String> resource) {
        return new IamOperation(
                name,
                parameters,
                call -> Stream.concat(resources.apply(call).stream(), Stream.of(resource.apply(call)))
                        .toList(),
                answer,
                withoutResult);
    }
}
