package io.geckos.s3.access;

import io.geckos.domain.name.Principal;
import io.geckos.domain.security.AccessControlList;
import io.geckos.domain.security.AccessControlList.Grant;
import io.geckos.domain.security.AccessControlList.Grantee;
import io.geckos.domain.security.AccessControlList.Permission;
import io.geckos.s3.call.SupportedParameters;
import io.geckos.s3.wire.RequestHeaders;
import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;
import io.geckos.s3.wire.S3HeaderNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The headers by which a request sets an access control list: the name of a canned one, or grants.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#canned-acl">Canned lists</a>
 */
public final class AclHeaders {
    /** What requests that set lists may carry. */
    public static final SupportedParameters ACCEPTS = SupportedParameters.NOTHING.headers(
            S3HeaderNames.ACL,
            "x-amz-grant-full-control",
            "x-amz-grant-read",
            "x-amz-grant-read-acp",
            "x-amz-grant-write",
            "x-amz-grant-write-acp");

    /** The canned list by which a writer gives an object to the owner of the bucket where ownership says so. */
    static final String BUCKET_OWNER_FULL_CONTROL = "bucket-owner-full-control";

    private static final Set<String> CANNED = Set.of(
            "private",
            "public-read",
            "public-read-write",
            "authenticated-read",
            "aws-exec-read",
            "bucket-owner-read",
            BUCKET_OWNER_FULL_CONTROL,
            "log-delivery-write");
    private static final String GRANT = "x-amz-grant-";

    private static final Pattern GRANTEE = Pattern.compile("\\s*(id|uri|emailAddress)\\s*=\\s*\"?([^\",]+)\"?\\s*");

    private AclHeaders() {}

    /** Tells whether a request sets a list by headers. */
    public static boolean areIn(RequestHeaders headers) {
        return ACCEPTS.headers().stream().anyMatch(headers::has);
    }

    /**
     * The list that the headers name; empty if there are none.
     *
     * @param parties the accounts that the list may name
     * @throws S3Exception if there is no list of that name, or a grant cannot be read
     */
    static Optional<AccessControlList> list(RequestHeaders headers, AclParties parties) {
        Optional<String> canned = headers.get(S3HeaderNames.ACL);
        List<Grant> grants = grants(headers, parties);
        if (canned.isPresent() && !grants.isEmpty()) {
            throw new S3Exception(
                    S3Error.InvalidRequest, "Specifying both Canned ACLs and Header Grants is not allowed");
        }
        if (!grants.isEmpty()) {
            return Optional.of(new AccessControlList(parties.owner(), grants));
        }
        return canned.map(name -> canned(name, parties));
    }

    /** Refuses the name of a canned list that S3 does not have. */
    static void requireKnown(String name) {
        if (!CANNED.contains(name)) {
            throw S3Exception.invalidArgument(
                    "There is no canned access control list of that name.", S3HeaderNames.ACL, name);
        }
    }

    private static AccessControlList canned(String name, AclParties parties) {
        requireKnown(name);
        Principal owner = parties.owner();
        return switch (name) {
            case "private" -> AccessControlList.ofOwner(owner);
            case "bucket-owner-read" -> withBucketOwner(parties, Permission.READ);
            case BUCKET_OWNER_FULL_CONTROL -> withBucketOwner(parties, Permission.FULL_CONTROL);
            case "public-read" -> with(owner, Grantee.Group.ALL_USERS, Permission.READ);
            case "public-read-write" -> with(owner, Grantee.Group.ALL_USERS, Permission.READ, Permission.WRITE);
            case "authenticated-read" -> with(owner, Grantee.Group.AUTHENTICATED_USERS, Permission.READ);
            case "log-delivery-write" -> with(owner, Grantee.Group.LOG_DELIVERY, Permission.WRITE, Permission.READ_ACP);
            default -> throw S3Exception.notImplemented(S3HeaderNames.ACL);
        };
    }

    private static AccessControlList withBucketOwner(AclParties parties, Permission permission) {
        return parties.owner().id().equals(parties.bucketOwner().id())
                ? AccessControlList.ofOwner(parties.owner())
                : with(parties.owner(), new Grantee.User(parties.bucketOwner()), permission);
    }

    private static AccessControlList with(Principal owner, Grantee grantee, Permission... permissions) {
        List<Grant> grants = new ArrayList<>(AccessControlList.ofOwner(owner).grants());
        for (Permission permission : permissions) {
            grants.add(new Grant(grantee, permission));
        }
        return new AccessControlList(owner, grants);
    }

    private static List<Grant> grants(RequestHeaders headers, AclParties parties) {
        List<Grant> grants = new ArrayList<>();
        for (Permission permission : Permission.values()) {
            String header = GRANT + permission.name().toLowerCase(Locale.ROOT).replace('_', '-');
            headers.get(header).ifPresent(value -> {
                for (String part : value.split(",", -1)) {
                    Matcher grantee = GRANTEE.matcher(part);
                    if (!grantee.matches()) {
                        throw S3Exception.invalidArgument("Argument format not recognized", header, value);
                    }
                    grants.add(new Grant(AclGrantee.of(grantee.group(1), grantee.group(2), parties), permission));
                }
            });
        }
        return grants;
    }
}
