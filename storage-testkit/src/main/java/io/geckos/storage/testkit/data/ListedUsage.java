package io.geckos.storage.testkit.data;

import io.geckos.domain.engine.Storage;
import io.geckos.domain.engine.StorageUsage;
import io.geckos.domain.listing.ListPage;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.listing.ListStart;
import io.geckos.domain.multipart.UploadEntry;
import io.geckos.domain.multipart.UploadInfo;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.object.ObjectPart;
import io.geckos.domain.object.VersionEntry;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The usage of a bucket as its listings show it, to compare with what the engine has counted. */
public final class ListedUsage {
    private ListedUsage() {}

    /** Lists everything in a bucket and adds it up. */
    public static StorageUsage.Figures of(Storage storage, BucketName bucket) {
        StorageUsage.Figures figures = all(query -> storage.objects().listVersions(bucket, query)).stream()
                .map(ListedUsage::figures)
                .reduce(StorageUsage.Figures.NONE, StorageUsage.Figures::plus);
        List<UploadEntry> uploads = all(query -> storage.uploads().listUploads(bucket, query));
        long parts = uploads.stream()
                .mapToLong(upload -> sizeOfParts(storage, upload))
                .sum();
        return figures.plus(StorageUsage.Figures.uploads(uploads.size(), parts));
    }

    private static long sizeOfParts(Storage storage, UploadEntry entry) {
        return switch (entry) {
            case UploadEntry.Found(UploadInfo info) ->
                storage.uploads().listParts(info.id(), 0, ObjectPart.MAX_NUMBER).items().stream()
                        .mapToLong(ObjectPart::size)
                        .sum();
            case UploadEntry.CommonPrefix _ -> 0;
        };
    }

    private static <T> List<T> all(Function<ListQuery, ListPage<T>> listing) {
        return ListingPages.all((ListStart from) -> listing.apply(new ListQuery("", Optional.empty(), from, 1000)));
    }

    private static StorageUsage.Figures figures(VersionEntry entry) {
        return switch (entry) {
            case VersionEntry.Stored stored
            when stored.latest() ->
                StorageUsage.Figures.objects(1, stored.summary().size());
            case VersionEntry.Stored stored ->
                StorageUsage.Figures.noncurrent(1, stored.summary().size());
            case VersionEntry.DeleteMarker _ -> StorageUsage.Figures.markers(1);
            case VersionEntry.CommonPrefix _ -> StorageUsage.Figures.NONE;
        };
    }
}
