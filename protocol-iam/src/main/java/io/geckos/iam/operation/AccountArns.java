package io.geckos.iam.operation;

import io.geckos.access.identity.PolicyOwner;
import io.geckos.access.store.UserDatabase;
import java.util.function.Function;

/**
 * The ARNs of an account, for which callers need permissions. Those of entities that do not exist have the path {@code /}.
 */
record AccountArns(String account) {
    /** The ARN of a name without a path, or of all entities of a type if the name is empty. */
    String of(String type, String name) {
        return "arn:aws:iam::" + account + ":" + type + "/" + name;
    }

    /** The ARN of an entity that is being made. */
    Function<IamCall, String> made(String type, String nameParameter) {
        return call -> {
            String path = call.path();
            String name = call.required(nameParameter);
            return "arn:aws:iam::" + account + ":" + type + (path.startsWith("/") ? path : "/") + name;
        };
    }

    /** The ARN that an entity will have by the parameters for a new name and a new path. */
    String renamed(String arn, IamCall call, String newName) {
        String type = arn.substring(arn.lastIndexOf(':') + 1, arn.indexOf('/'));
        String path = arn.substring(arn.indexOf('/'), arn.lastIndexOf('/') + 1);
        String name = call.get(newName).orElse(arn.substring(arn.lastIndexOf('/') + 1));
        return "arn:aws:iam::" + account + ":" + type + call.get("NewPath").orElse(path) + name;
    }

    /** The ARN of the user, group or role that a parameter names. */
    String owner(UserDatabase database, PolicyOwner.Kind kind, String name) {
        return database.owner(kind, name).map(owner -> owner.arn(account)).orElseGet(() -> of(kind.text(), name));
    }
}
