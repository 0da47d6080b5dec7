package io.geckos.storage.fs;

import io.geckos.domain.BucketName;
import java.util.ArrayList;
import java.util.List;

/**
 * Goes through all that stands in buckets, in no order, and holds nothing of a directory but the directory: for those who
 * have time.
 */
final class BucketWalk {
    private final FileOps files;

    BucketWalk(FileOps files) {
        this.files = files;
    }

    /** What is done with each entry of each directory, before what is below it. */
    @FunctionalInterface
    interface Visitor {
        void visit(Step step, String name, FileType type) throws FileFault;
    }

    /** Where a walk has come: a directory held open. */
    record Step(BucketName bucket, OpenDir dir, Layout.Within within) {}

    /** All buckets there are. */
    List<BucketName> buckets() throws FileFault {
        List<BucketName> buckets = new ArrayList<>();
        files.list(files.root(), (name, type) -> {
            if (name != null && type == FileType.DIRECTORY && BucketName.isLegal(name)) {
                buckets.add(new BucketName(name));
            }
        });
        return buckets;
    }

    /** Goes through one bucket; directories that cannot be entered are logged and left out. */
    void run(BucketName bucket, Visitor visitor) {
        enter(bucket, files.root(), bucket.value(), Layout.Within.BUCKET, visitor);
    }

    private void enter(BucketName bucket, OpenDir parent, String name, Layout.Within within, Visitor visitor) {
        try (OpenDir dir = files.openDir(parent, name)) {
            if (dir == null) {
                return;
            }
            Step step = new Step(bucket, dir, within);
            files.list(dir, (child, type) -> {
                if (child == null) {
                    return;
                }
                visitor.visit(step, child, type);
                Layout.Named named = type == FileType.DIRECTORY ? Layout.read(within, child, type) : null;
                if (named != null && named.directory() != null) {
                    enter(bucket, dir, child, named.directory(), visitor);
                }
            });
        } catch (FileFault fault) {
            Log.warn("left out " + bucket + "/" + within.path() + ": " + fault.getMessage());
        }
    }
}
