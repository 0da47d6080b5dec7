package io.geckos.storage.fs.read;

import io.geckos.domain.name.BucketName;
import io.geckos.storage.fs.files.DirectoryHandle;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.files.FileType;
import io.geckos.storage.fs.format.KeyLayout;
import io.geckos.storage.fs.format.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Goes through all that stands in buckets, in no order, and holds nothing of a directory but the directory: for those who
 * have time.
 */
public final class BucketFileVisitor {
    private final FileOps files;
    private final BiConsumer<String, FileFault> obstacles;

    /** Tells {@code obstacles} of directories that cannot be gone through, and goes on without them. */
    public BucketFileVisitor(FileOps files, BiConsumer<String, FileFault> obstacles) {
        this.files = files;
        this.obstacles = obstacles;
    }

    /** What is done with each entry of each directory, before what is below it; names that are not UTF-8 come as null. */
    @FunctionalInterface
    public interface Visitor {
        void visit(Step step, @Nullable String name, FileType type) throws FileFault;
    }

    /** Where a walk has come: a directory held open. */
    public record Step(BucketName bucket, DirectoryHandle dir, KeyLayout.Directory within) {
        /** Where a name stands, below the data directory. */
        public String where(String name) {
            return within.tree().path(bucket, within.resolve(name));
        }
    }

    /** All buckets there are. */
    public List<BucketName> buckets() throws FileFault {
        List<BucketName> buckets = new ArrayList<>();
        files.list(files.root(), (name, type) -> {
            if (name != null && type == FileType.DIRECTORY && BucketName.isLegal(name)) {
                buckets.add(new BucketName(name));
            }
        });
        return buckets;
    }

    /** Goes through one bucket. */
    public void run(BucketName bucket, Visitor visitor) {
        run(bucket, Tree.BUCKET, visitor);
    }

    /** Goes through one tree of a bucket; the directory of a key's versions is visited, and not gone into. */
    public void run(BucketName bucket, Tree tree, Visitor visitor) {
        enter(bucket, files.root(), tree.root(bucket), KeyLayout.Directory.top(tree), visitor);
    }

    private void enter(
            BucketName bucket, DirectoryHandle parent, String name, KeyLayout.Directory within, Visitor visitor) {
        try (DirectoryHandle dir = files.openDir(parent, name)) {
            if (dir == null) {
                return;
            }
            Step step = new Step(bucket, dir, within);
            files.list(dir, (child, type) -> {
                visitor.visit(step, child, type);
                if (child != null && type == FileType.DIRECTORY) {
                    KeyLayout.Named named = KeyLayout.read(within, child, type);
                    if (named != null && named.directory() != null) {
                        enter(bucket, dir, child, named.directory(), visitor);
                    }
                }
            });
        } catch (FileFault fault) {
            obstacles.accept(within.tree().path(bucket, within.path()), fault);
        }
    }
}
