package io.geckos.s3.listing;

import io.geckos.domain.error.StorageException;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.Principal;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.ObjectStore;
import io.geckos.s3.call.BucketOwnership;
import io.geckos.s3.call.S3Call;
import java.util.HashMap;
import java.util.Map;

/**
 * The owners of the objects in a listing. Listings do not contain them; each object is looked up only where it may belong to
 * another account than its bucket.
 */
public final class ObjectOwners {
    private final ObjectStore objects;
    private final BucketOwnership bucket;
    private final boolean single;
    private final Map<VersionKey, Principal> others = new HashMap<>();

    private record VersionKey(ObjectId id, Version version) {}

    /** The owners of objects of the bucket that a call is about. */
    ObjectOwners(S3Call call, ObjectStore objects) {
        this.objects = objects;
        this.bucket = BucketOwnership.of(call);
        this.single = !bucket.hasLists() || call.settings().accounts().isSingle();
    }

    /** Looks up the owner of a listed object. */
    void lookUp(ObjectId id, Version version) {
        if (single) {
            return;
        }
        try {
            Principal owner = bucket.ownerOf(objects.stat(id, version).spec());
            if (!owner.equals(bucket.owner())) {
                others.put(new VersionKey(id, version), owner);
            }
        } catch (StorageException.NoSuchObject
                | StorageException.NoSuchVersion
                | StorageException.VersionIsDeleteMarker _) {
            // It was deleted since it was listed.
        }
    }

    /** The owner of an object that was looked up. */
    Principal of(ObjectId id, Version version) {
        return others.getOrDefault(new VersionKey(id, version), bucket.owner());
    }

    /** The owner of the bucket, to whom delete markers belong. */
    Principal ofBucket() {
        return bucket.owner();
    }
}
