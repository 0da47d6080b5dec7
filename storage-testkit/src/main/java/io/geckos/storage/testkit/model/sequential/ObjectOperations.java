package io.geckos.storage.testkit.model.sequential;

import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.domain.error.StorageException.ContentMismatch;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.ObjectKey;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.DeleteTarget;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.StoredObject;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.testkit.data.GeneratedBytes;
import io.geckos.storage.testkit.data.Uploads;
import io.geckos.storage.testkit.model.sequential.ModelSession.Listed;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Makes random calls of {@link io.geckos.domain.object.ObjectStore}, for random sequences. */
final class ObjectOperations {
    private static final String NOTHING_HELD = "nothing held";
    private final RandomOperations draw;

    ObjectOperations(RandomOperations draw) {
        this.draw = draw;
    }

    ModelCall next() {
        return switch (draw.below(28)) {
            case 0, 1, 2, 3, 4, 5, 6, 7 -> put();
            case 8 -> brokenPut();
            case 9, 10 -> delete();
            case 11 -> stat();
            case 12, 13 -> read();
            case 14, 15, 16 -> open();
            case 17, 18 -> readOpened();
            case 19 -> copy();
            case 20 -> copyOpened();
            case 21, 22 -> draw.canRename() ? rename() : copy();
            case 23 -> retag();
            case 24, 25 -> list();
            case 26 -> nextPage();
            default -> listVersions();
        };
    }

    private ModelCall put() {
        ObjectId id = draw.id();
        ObjectSpec spec = draw.spec();
        GeneratedBytes body = draw.body();
        WriteCondition condition = draw.condition();
        ChecksumAlgorithm checksum = draw.pick(List.of(ChecksumAlgorithm.values()));
        return new ModelCall(
                "put " + id + " " + body + " " + checksum + " if " + condition,
                world -> world.objects().put(id, spec, body.upload(checksum), condition));
    }

    private ModelCall brokenPut() {
        ObjectId id = draw.id();
        byte[] bytes = draw.body().bytes();
        return draw.below(2) == 0
                ? new ModelCall(
                        "put broken " + id,
                        world -> world.objects()
                                .put(id, ObjectSpec.EMPTY, Uploads.breaking(bytes), WriteCondition.ALWAYS))
                : new ModelCall(
                        "put mismatching " + id,
                        world -> world.objects()
                                .put(
                                        id,
                                        ObjectSpec.EMPTY,
                                        Uploads.mismatching(bytes, ContentMismatch.Kind.MD5),
                                        WriteCondition.ALWAYS));
    }

    private ModelCall delete() {
        BucketName bucket = draw.bucket();
        List<Deletion> deletions = IntStream.rangeClosed(0, draw.below(2))
                .mapToObj(_ -> new Deletion(draw.key(), draw.version(), draw.condition()))
                .toList();
        return new ModelCall(
                "delete of " + bucket + ": " + deletions,
                world -> world.objects()
                        .delete(
                                bucket,
                                deletions.stream()
                                        .map(deletion -> deletion.target(world, bucket))
                                        .toList()));
    }

    /** What a call deletes. */
    private record Deletion(ObjectKey key, VersionChoice version, WriteCondition condition) {
        DeleteTarget target(ModelSession world, BucketName bucket) {
            return new DeleteTarget(key, version.find(world, new ObjectId(bucket, key)), condition);
        }
    }

    private ModelCall stat() {
        ObjectId id = draw.id();
        VersionChoice version = draw.version();
        return new ModelCall(
                "stat " + id + " " + version, world -> world.objects().stat(id, version.find(world, id)));
    }

    private ModelCall read() {
        ObjectId id = draw.id();
        VersionChoice version = draw.version();
        return new ModelCall("read " + id + " " + version, world -> read(world, id, version.find(world, id)));
    }

    /** All that can be read of a version. */
    static Object read(ModelSession world, ObjectId id, Version version) {
        try (StoredObject object = world.objects().open(id, version)) {
            return world.comparable(object);
        }
    }

    private ModelCall open() {
        ObjectId id = draw.id();
        int number = draw.number();
        VersionChoice version = draw.version();
        return new ModelCall(
                "open " + id + " " + version + " as " + number,
                world -> world.rememberObject(number, world.objects().open(id, version.find(world, id))));
    }

    private ModelCall readOpened() {
        int number = draw.number();
        return new ModelCall("read opened " + number, world -> {
            StoredObject opened = world.opened(number);
            return opened == null ? NOTHING_HELD : opened;
        });
    }

    private ModelCall copy() {
        ObjectId source = draw.id();
        ObjectId target = draw.id();
        ObjectSpec spec = draw.spec();
        WriteCondition condition = draw.condition();
        VersionChoice version = draw.version();
        return new ModelCall("copy " + source + " " + version + " to " + target + " if " + condition, world -> {
            try (StoredObject opened = world.objects().open(source, version.find(world, source))) {
                return world.objects().copy(opened, target, spec, Set.of(ChecksumAlgorithm.CRC32), condition);
            }
        });
    }

    private ModelCall copyOpened() {
        int number = draw.number();
        ObjectId target = draw.id();
        ObjectSpec spec = draw.spec();
        return new ModelCall("copy opened " + number + " to " + target, world -> {
            StoredObject opened = world.opened(number);
            return opened == null
                    ? NOTHING_HELD
                    : world.objects().copy(opened, target, spec, Set.of(), WriteCondition.ALWAYS);
        });
    }

    private ModelCall rename() {
        ObjectId source = draw.id();
        var target = draw.key();
        WriteCondition condition = draw.condition();
        return new ModelCall(
                "rename " + source + " to " + target + " if " + condition,
                world -> world.objects().rename(source, WriteCondition.ALWAYS, target, condition));
    }

    private ModelCall retag() {
        ObjectId id = draw.id();
        Map<String, String> tags = draw.tags();
        VersionChoice version = draw.version();
        return new ModelCall(
                "retag " + id + " " + version + " " + tags,
                world -> world.objects().retag(id, version.find(world, id), tags));
    }

    private ModelCall list() {
        Listed listing = new Listed(draw.bucket(), draw.query());
        int number = draw.number();
        return new ModelCall("list " + listing + " as " + number, world -> page(world, number, listing));
    }

    private ModelCall nextPage() {
        int number = draw.number();
        return new ModelCall("next page of " + number, world -> {
            Listed listing = world.listing(number);
            return listing == null ? NOTHING_HELD : page(world, number, listing);
        });
    }

    private static Object page(ModelSession world, int number, Listed listing) {
        var page = world.objects().list(listing.bucket(), listing.query());
        world.rememberListing(number, listing, page.next());
        return page;
    }

    private ModelCall listVersions() {
        BucketName bucket = draw.bucket();
        ListQuery query = draw.query();
        return new ModelCall(
                "list versions of " + bucket + " " + query,
                world -> world.objects().listVersions(bucket, query));
    }
}
