package io.geckos.storage.fs.maintenance;

import io.geckos.domain.engine.VerifyFinding.Kind;
import io.geckos.domain.name.ByteSpan;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.ObjectKey;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileHandle;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.files.FileStatus;
import io.geckos.storage.fs.files.FileType;
import io.geckos.storage.fs.format.KeyLayout;
import io.geckos.storage.fs.format.KeySegmentEncoding;
import io.geckos.storage.fs.format.ObjectPath;
import io.geckos.storage.fs.format.Sidecar;
import io.geckos.storage.fs.read.BucketFileVisitor;
import io.geckos.storage.fs.read.LocatedObject;
import io.geckos.storage.fs.read.ObjectLookup;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads objects and their sidecars, one after another, and compares them. */
final class ObjectVerifier {
    /** Files that change while they are read are read again, so often. */
    private static final int ATTEMPTS = 3;

    /** In every write a sidecar stands alone for a moment. */
    private static final Duration MOMENT = Duration.ofMinutes(1);

    private final FileOps files;
    private final ObjectLookup lookup;
    private final ContentVerifier reading;
    private final VerifyRun inspector;

    ObjectVerifier(FileOps files, ObjectLookup lookup, ContentVerifier reading, VerifyRun inspector) {
        this.files = files;
        this.lookup = lookup;
        this.reading = reading;
        this.inspector = inspector;
    }

    ContentVerifier reading() {
        return reading;
    }

    /** Tells whether a file is an object, and not a sidecar. */
    boolean isObject(BucketFileVisitor.Step step, String name) throws FileFault {
        return name.equals(KeyLayout.SIDECAR)
                || !name.endsWith(KeyLayout.SIDECAR)
                || !lookup.isSidecar(step.dir(), name);
    }

    void inspect(BucketFileVisitor.Step step, String name) {
        try {
            if (KeySegmentEncoding.isReserved(name)) {
                inspector.tell(Kind.LEFTOVER, step.where(name), "is a working file of the original geckos3");
            } else if (name.equals(KeyLayout.SIDECAR)) {
                inspectMarker(step);
            } else if (!isObject(step, name)) {
                inspectSidecar(step, name);
            } else if (files.stat(step.dir(), name) != null) {
                // What is gone was deleted meanwhile, or is a sidecar that went into quarantine with its file.
                inspectFile(step, name);
            }
        } catch (FileFault fault) {
            inspector.tell(Kind.UNREADABLE, step.where(name), fault.getMessage());
        }
    }

    private void inspectMarker(BucketFileVisitor.Step step) throws FileFault {
        Sidecar sidecar = lookup.sidecar(step.dir(), KeyLayout.SIDECAR);
        if (sidecar == null) {
            inspector.tellAndTake(
                    Kind.UNINTELLIGIBLE,
                    step.where(""),
                    "is said to be what cannot be read",
                    step.dir(),
                    KeyLayout.SIDECAR);
        }
        inspector.done();
    }

    /** What stands beside its file is read with it; what stands alone belongs to nothing. */
    private void inspectSidecar(BucketFileVisitor.Step step, String name) throws FileFault {
        String data = name.substring(0, name.length() - KeyLayout.SIDECAR.length());
        FileStatus file = files.stat(step.dir(), data);
        FileStatus stat = files.stat(step.dir(), name);
        boolean alone = file == null || file.type() == FileType.DIRECTORY;
        if (alone && stat != null && stat.lastModified().isBefore(Instant.now().minus(MOMENT))) {
            inspector.tellAndTake(Kind.LEFTOVER, step.where(name), "is a sidecar without a file", step.dir(), name);
        }
    }

    private void inspectFile(BucketFileVisitor.Step step, String name) throws FileFault {
        KeyLayout.Named named = KeyLayout.read(step.within(), name, FileType.REGULAR);
        ObjectPath place = named == null ? null : named.place();
        if (named == null || place == null) {
            inspector.tell(Kind.FOREIGN, step.where(name), "has a name that no key is written as");
            return;
        }
        ObjectId id = new ObjectId(step.bucket(), new ObjectKey(named.text()));
        int attempts = 1;
        while (!inspectObject(step, place, id) && attempts < ATTEMPTS) {
            attempts++;
        }
        inspector.done();
    }

    /** False if the object was changed meanwhile. */
    private boolean inspectObject(BucketFileVisitor.Step step, ObjectPath place, ObjectId id) throws FileFault {
        LocatedObject found = lookup.at(step.dir(), place, id, true);
        FileHandle file = found == null ? null : found.file();
        if (found == null || file == null) {
            return true;
        }
        try (file) {
            String problem;
            try {
                problem = found.entry().isRead()
                        ? reading.disagreement(file, found.entry())
                        : undescribed(step, file, place);
            } catch (FileFault fault) {
                if (isChanged(file)) {
                    return false;
                }
                throw fault;
            }
            if (problem != null && isChanged(file)) {
                return false;
            }
            tell(step, place, found, problem);
            return true;
        }
    }

    private boolean isChanged(FileHandle file) throws FileFault {
        return !files.stat(file).equals(file.opened());
    }

    private void tell(BucketFileVisitor.Step step, ObjectPath place, LocatedObject found, @Nullable String problem) {
        String where = step.where(place.name());
        if (problem == null) {
            return;
        }
        if (found.entry().isRead()) {
            inspector.tellAndTake(Kind.DAMAGED, where, problem, step.dir(), place.name(), place.sidecar());
        } else if (problem.equals(UNINTELLIGIBLE)) {
            inspector.tellAndTake(Kind.UNINTELLIGIBLE, where, problem, step.dir(), place.sidecar());
        } else {
            inspector.tell(Kind.UNDESCRIBED, where, problem);
        }
    }

    private static final String UNINTELLIGIBLE = "has a sidecar that cannot be read";

    /** Reads a file whole that nobody has described, and says what is known of it. */
    private String undescribed(BucketFileVisitor.Step step, FileHandle file, ObjectPath place) throws FileFault {
        Sidecar sidecar = place.is(ObjectPath.Kind.FILE) ? lookup.sidecar(step.dir(), place.sidecar()) : null;
        boolean described = place.is(ObjectPath.Kind.FILE) && files.stat(step.dir(), place.sidecar()) != null;
        if (sidecar != null && reading.disagreement(file, sidecar.entry()) == null) {
            return "has another time than was said of it; its bytes are right";
        }
        var _ = reading.digests(file, ByteSpan.whole(file.opened().size()), Set.of());
        if (sidecar != null) {
            return "was changed by hand";
        }
        return described ? UNINTELLIGIBLE : "was put by hand";
    }
}
