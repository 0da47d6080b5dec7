package io.geckos.storage.testkit.model.sequential;

import io.geckos.domain.checksum.Checksum;
import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.domain.error.StorageException.ContentMismatch;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.listing.ListStart;
import io.geckos.domain.multipart.PartReference;
import io.geckos.domain.multipart.UploadCompletion;
import io.geckos.domain.multipart.UploadEntry;
import io.geckos.domain.multipart.UploadInfo;
import io.geckos.domain.multipart.UploadInfo.ChecksumPlan;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ByteSpan;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.UploadId;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.ObjectPart;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.StoredObject;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.testkit.data.GeneratedBytes;
import io.geckos.storage.testkit.data.Uploads;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Makes random calls of {@link io.geckos.domain.multipart.MultipartStore}, for random sequences. */
final class UploadOperations {
    private static final List<Optional<ChecksumPlan>> PLANS = List.of(
            Optional.empty(),
            Optional.of(new ChecksumPlan(ChecksumAlgorithm.CRC32, Checksum.Type.FULL_OBJECT)),
            Optional.of(new ChecksumPlan(ChecksumAlgorithm.CRC32, Checksum.Type.COMPOSITE)));
    private static final List<List<Integer>> CHOICES =
            List.of(List.of(1), List.of(1), List.of(2), List.of(1, 2), List.of(1, 3), List.of(1, 2, 3));
    private final RandomOperations draw;

    UploadOperations(RandomOperations draw) {
        this.draw = draw;
    }

    ModelCall next() {
        return switch (draw.below(15)) {
            case 0, 1 -> begin();
            case 2, 3, 4, 5, 6 -> putPart();
            case 7 -> brokenPart();
            case 8 -> copyPart();
            case 9, 10, 11 -> complete();
            case 12 -> abort();
            case 13 -> listParts();
            default -> listUploads();
        };
    }

    private ModelCall begin() {
        ObjectId id = draw.id();
        ObjectSpec spec = draw.spec();
        int number = draw.number();
        Optional<ChecksumPlan> plan = draw.pick(PLANS);
        return new ModelCall("begin " + id + " " + plan + " as " + number, world -> {
            UploadInfo info = world.uploads().begin(id, spec, plan);
            world.rememberUpload(number, info.id());
            return info;
        });
    }

    private ModelCall putPart() {
        int number = draw.number();
        int part = partNumber();
        GeneratedBytes body = draw.body();
        return new ModelCall(
                "put part " + part + " of " + number + " " + body,
                world -> world.uploads().putPart(held(world, number), part, body.upload(ChecksumAlgorithm.CRC32)));
    }

    private ModelCall brokenPart() {
        int number = draw.number();
        int part = partNumber();
        byte[] bytes = draw.body().bytes();
        return new ModelCall(
                "put broken part " + part + " of " + number,
                world -> world.uploads()
                        .putPart(held(world, number), part, Uploads.mismatching(bytes, ContentMismatch.Kind.CHECKSUM)));
    }

    private ModelCall copyPart() {
        int number = draw.number();
        int part = partNumber();
        ObjectId source = draw.id();
        return new ModelCall("copy part " + part + " of " + number + " from the first half of " + source, world -> {
            try (StoredObject opened = world.objects().open(source, Version.LATEST)) {
                ByteSpan half = new ByteSpan(0, opened.info().size() / 2);
                return world.uploads().copyPart(held(world, number), part, opened, half);
            }
        });
    }

    /** Completes an upload with its stored parts. Missing parts are named with the tag of another part. */
    private ModelCall complete() {
        int number = draw.number();
        List<Integer> numbers = draw.pick(CHOICES);
        long minimum = draw.below(4) == 0 ? 5 : 0;
        GeneratedBytes other = draw.body();
        return new ModelCall("complete " + number + " of parts " + numbers + " of at least " + minimum, world -> {
            UploadId upload = held(world, number);
            List<PartReference> refs = numbers.stream()
                    .map(part -> ref(world, upload, part, other))
                    .toList();
            return world.uploads()
                    .complete(
                            upload,
                            new UploadCompletion(
                                    refs, minimum, Optional.empty(), OptionalLong.empty(), WriteCondition.ALWAYS));
        });
    }

    private static PartReference ref(ModelSession world, UploadId upload, int number, GeneratedBytes other) {
        ObjectPart missing = new ObjectPart(number, other.etag(), other.size(), List.of(), Instant.EPOCH);
        ObjectPart part = world.part(upload, number, missing);
        return new PartReference(number, part.etag(), part.checksums());
    }

    private ModelCall abort() {
        int number = draw.number();
        return new ModelCall("abort " + number, world -> {
            world.uploads().abort(held(world, number));
            return "done";
        });
    }

    private ModelCall listParts() {
        int number = draw.number();
        int after = draw.below(3);
        int limit = 1 + draw.below(3);
        return new ModelCall(
                "list parts of " + number + " after " + after + " limit " + limit,
                world -> world.uploads().listParts(held(world, number), after, limit));
    }

    private ModelCall listUploads() {
        BucketName bucket = draw.bucket();
        ListQuery query = draw.query();
        return new ModelCall(
                "list uploads of " + bucket + " " + query,
                world -> world.uploads().listUploads(bucket, query));
    }

    /** All uploads of a bucket, and their parts. */
    static Object allOf(ModelSession world, BucketName bucket) {
        return world
                .uploads()
                .listUploads(bucket, new ListQuery("", Optional.empty(), ListStart.START, 1000))
                .items()
                .stream()
                .map(UploadEntry.Found.class::cast)
                .map(found -> List.of(
                        world.comparable(found.info()),
                        world.comparable(world.uploads().listParts(found.info().id(), 0, ObjectPart.MAX_NUMBER))))
                .toList();
    }

    private int partNumber() {
        return 1 + draw.below(5) % 3;
    }

    private static UploadId held(ModelSession world, int number) {
        return world.uploadOrUnknown(number, ObjectId.of("one", "a"));
    }
}
