package io.geckos.access.identity;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The managed policies that the server brings along, by the ARNs that they have in AWS. */
public final class BuiltInPolicies {
    private static final Instant CREATED = Instant.parse("2015-02-06T18:39:46Z");

    private static final Map<String, ManagedPolicy> ALL = Stream.of(
                    policy("AdministratorAccess", "ANPAIWMBCKSKIEE64ZLYK", "May do everything.", "\"*\""),
                    policy("AmazonS3FullAccess", "ANPAIFIR6V6BVTRAHWINE", "May do everything with S3.", "\"s3:*\""),
                    policy(
                            "AmazonS3ReadOnlyAccess",
                            "ANPAIZTJ4DXE7G6AGAE6M",
                            "May read and list everything in S3.",
                            "[\"s3:Get*\",\"s3:List*\"]"),
                    policy("IAMFullAccess", "ANPAI7XKCFMBPM3QQRRVQ", "May do everything with IAM.", "\"iam:*\""),
                    policy(
                            "IAMReadOnlyAccess",
                            "ANPAJKSO7NDY4T57MWDSQ",
                            "May read and list everything in IAM, and simulate policies.",
                            "[\"iam:Get*\",\"iam:List*\",\"iam:Simulate*\"]"))
            .collect(Collectors.toUnmodifiableMap(policy -> policy.arn("aws"), Function.identity()));

    private BuiltInPolicies() {}

    private static ManagedPolicy policy(String name, String id, String description, String actions) {
        String document = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":" + actions
                + ",\"Resource\":\"*\"}]}";
        return new ManagedPolicy(
                new IamEntity(id, name, "/", CREATED),
                description,
                List.of(new ManagedPolicy.Version(1, document, CREATED)),
                1,
                1,
                true);
    }

    /** All of them, by ARN. */
    public static Map<String, ManagedPolicy> all() {
        return ALL;
    }
}
