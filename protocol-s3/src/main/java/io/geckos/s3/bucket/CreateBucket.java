package io.geckos.s3.bucket;

import io.geckos.domain.bucket.BucketRepository;
import io.geckos.domain.bucket.BucketSetting;
import io.geckos.domain.bucket.ObjectLock;
import io.geckos.domain.bucket.ObjectOwnership;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.Principal;
import io.geckos.domain.security.AccessControlList;
import io.geckos.s3.access.AclHeaders;
import io.geckos.s3.access.AclRules;
import io.geckos.s3.api.S3Settings;
import io.geckos.s3.call.BucketOwnership;
import io.geckos.s3.call.S3Call;
import io.geckos.s3.call.S3Operation;
import io.geckos.s3.call.S3Result;
import io.geckos.s3.call.SupportedParameters;
import io.geckos.s3.routing.S3Action;
import io.geckos.s3.tagging.TagSet;
import io.geckos.s3.tagging.TagTarget;
import io.geckos.s3.wire.RequestHeaders;
import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;
import io.geckos.s3.wire.XmlReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;

/** <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html">CreateBucket</a>. */
public final class CreateBucket implements S3Operation {
    private static final String LOCK = "x-amz-bucket-object-lock-enabled";
    private static final String OWNERSHIP = "x-amz-object-ownership";
    private static final String NAMESPACE = "x-amz-bucket-namespace";
    private static final SupportedParameters ACCEPTS =
            SupportedParameters.CHECKSUMS.and(AclHeaders.ACCEPTS).headers(LOCK, OWNERSHIP, NAMESPACE);
    private static final int LIMIT = 64 * 1024;
    private static final Pattern REGION = Pattern.compile("EU|[a-z]{2,}(-[a-z0-9]+)*");

    /** What older regions than {@link BucketRegion#CLASSIC} never said: {@code EU} is an older name of eu-west-1. */
    private static final Set<String> IRELAND = Set.of("EU", "eu-west-1");

    private final BucketRepository buckets;
    private final S3Settings settings;
    private final boolean lockable;

    /**
     * Creates buckets in a store.
     *
     * @param lockable whether the store can protect versions
     */
    public CreateBucket(BucketRepository buckets, S3Settings settings, boolean lockable) {
        this.buckets = buckets;
        this.settings = settings;
        this.lockable = lockable;
    }

    @Override
    public SupportedParameters accepts() {
        return ACCEPTS;
    }

    @Override
    public S3Result answer(S3Call call) {
        requireNotAnothers(call);
        ObjectOwnership ownership = ownership(call.headers());
        Optional<AccessControlList> acl = AclRules.ofNewBucket(call, ownership);
        Optional<ObjectLock> lock = lock(call.headers());
        requireDefault(call.headers(), NAMESPACE, "global");
        RequestedBucket wanted = call.body().document(LIMIT, CreateBucket::read).orElse(RequestedBucket.NOTHING);
        requireHere(wanted.location());
        authorise(call, lock, wanted);
        create(call, lock, wanted.tags());
        // A bucket that was there already may have switches against public access.
        acl.ifPresent(list -> AclRules.requirePermitted(call, list));
        if (call.headers().has(OWNERSHIP)) {
            buckets.putSetting(call.bucket(), BucketSetting.OWNERSHIP, ownership.text());
        }
        acl.ifPresent(list -> buckets.putSetting(call.bucket(), BucketSetting.ACL, list.text()));
        return S3Result.of(200).header("Location", "/" + call.bucket()).header("x-amz-bucket-arn", arn(call.bucket()));
    }

    /** Checks what the caller asks for besides the bucket. */
    private static void authorise(S3Call call, Optional<ObjectLock> lock, RequestedBucket wanted) {
        List<S3Action> more = new ArrayList<>();
        if (AclHeaders.areIn(call.headers())) {
            more.add(S3Action.PUT_BUCKET_ACL);
        }
        if (call.headers().has(OWNERSHIP)) {
            more.add(S3Action.PUT_BUCKET_OWNERSHIP_CONTROLS);
        }
        if (lock.isPresent()) {
            more.addAll(List.of(S3Action.PUT_OBJECT_LOCK_CONFIGURATION, S3Action.PUT_BUCKET_VERSIONING));
        }
        if (!wanted.tags().isEmpty()) {
            more.add(S3Action.PUT_BUCKET_TAGGING);
        }
        more.forEach(action -> call.access().authorise(action, call.target()));
    }

    /** How AWS names a bucket among all its resources. */
    static String arn(BucketName bucket) {
        return "arn:aws:s3:::" + bucket;
    }

    /** Names are unique over all accounts. */
    private void requireNotAnothers(S3Call call) {
        if (settings.accounts().isSingle()) {
            return;
        }
        try {
            Principal owner = BucketOwnership.ownerOf(call, call.bucket());
            if (!owner.id().equals(BucketOwnership.sender(call).id())) {
                throw new S3Exception(S3Error.BucketAlreadyExists);
            }
        } catch (StorageException.NoSuchBucket _) {
            // The name is free.
        }
    }

    private void create(S3Call call, Optional<ObjectLock> lock, Map<String, String> tags) {
        BucketName name = call.bucket();
        try {
            buckets.create(name, BucketOwnership.sender(call), lock);
        } catch (StorageException.BucketExists e) {
            requireNotAnothers(call);
            // Creating what one has is success in the classic region only, as it always was there, and not with more.
            if (!tags.isEmpty()
                    || lock.isPresent()
                    || !BucketRegion.of(settings).equals(BucketRegion.CLASSIC)) {
                throw e;
            }
        }
        if (!tags.isEmpty()) {
            BucketDocument.TAGGING.store(buckets, name, tags);
        }
    }

    /** What the document asks for. */
    private record RequestedBucket(String location, Map<String, String> tags) {
        private static final RequestedBucket NOTHING = new RequestedBucket("", Map.of());
    }

    private ObjectOwnership ownership(RequestHeaders headers) {
        return headers.get(OWNERSHIP)
                .map(value -> ObjectOwnership.named(value)
                        .orElseThrow(() -> S3Exception.invalidArgument(
                                "Invalid x-amz-object-ownership header: " + value, OWNERSHIP, value)))
                .orElse(settings.ownership());
    }

    private Optional<ObjectLock> lock(RequestHeaders headers) {
        if (!lockable) {
            requireDefault(headers, LOCK, "false");
        }
        String enabled = headers.get(LOCK).orElse("false");
        return switch (enabled.toLowerCase(Locale.ROOT)) {
            case "true" -> Optional.of(ObjectLock.WITHOUT_DEFAULT);
            case "false" -> Optional.empty();
            default -> throw S3Exception.invalidArgument("Value must be true or false.", LOCK, enabled);
        };
    }

    private static void requireDefault(RequestHeaders headers, String name, String value) {
        if (!headers.get(name).orElse(value).equalsIgnoreCase(value)) {
            throw S3Exception.notImplemented(name);
        }
    }

    private static RequestedBucket read(XmlReader xml) throws XMLStreamException {
        String location = "";
        Map<String, String> tags = Map.of();
        xml.root("CreateBucketConfiguration");
        while (xml.nextChild()) {
            switch (xml.name()) {
                case "LocationConstraint" -> location = xml.text();
                case "Tags" -> tags = TagSet.read(xml, TagTarget.NEW_BUCKET);
                case "Location", "Bucket" -> throw new S3Exception(S3Error.NotImplemented).with("Element", xml.name());
                default -> throw xml.unexpected();
            }
        }
        return new RequestedBucket(location, tags);
    }

    private void requireHere(String location) {
        if (location.isEmpty()
                || (settings.region().isEmpty() && REGION.matcher(location).matches())) {
            return;
        }
        if (!REGION.matcher(location).matches()) {
            throw new S3Exception(S3Error.InvalidLocationConstraint).with("LocationConstraint", location);
        }
        String here = BucketRegion.of(settings);
        if (!location.equals(here) && !(IRELAND.contains(location) && IRELAND.contains(here))) {
            throw new S3Exception(
                    S3Error.IllegalLocationConstraintException,
                    "The " + location + " location constraint is incompatible for the region specific endpoint this"
                            + " request was sent to.");
        }
    }
}
