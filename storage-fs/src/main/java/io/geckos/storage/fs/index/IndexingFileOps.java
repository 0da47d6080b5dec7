package io.geckos.storage.fs.index;

import io.geckos.storage.fs.files.DirectoryHandle;
import io.geckos.storage.fs.files.FileAccess;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileHandle;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.files.ForwardingFileOps;
import io.geckos.storage.fs.files.ReadOps;
import org.jspecify.annotations.Nullable;

/** Tells the index of every name that comes or goes, so that no one who writes can forget to. */
public final class IndexingFileOps extends ForwardingFileOps {
    private final FileOps files;
    private final DirectoryIndex index;

    public IndexingFileOps(FileOps files, DirectoryIndex index) {
        super(files);
        this.files = files;
        this.index = index;
    }

    @Override
    public FileHandle create(DirectoryHandle dir, String name, FileAccess access) throws FileFault {
        try {
            return super.create(dir, name, access);
        } finally {
            index.changed(dir, name);
        }
    }

    @Override
    public void mkdir(DirectoryHandle dir, String name) throws FileFault {
        try {
            super.mkdir(dir, name);
        } finally {
            index.changed(dir, name);
        }
    }

    @Override
    public void rename(DirectoryHandle from, String name, DirectoryHandle to, String newName) throws FileFault {
        try {
            super.rename(from, name, to, newName);
        } finally {
            // In this order, as an object that moves is never nowhere.
            index.changed(to, newName);
            index.changed(from, name);
        }
    }

    @Override
    public void link(DirectoryHandle from, String name, DirectoryHandle to, String newName) throws FileFault {
        try {
            super.link(from, name, to, newName);
        } finally {
            index.changed(to, newName);
        }
    }

    @Override
    public void unlink(DirectoryHandle dir, String name) throws FileFault {
        try {
            super.unlink(dir, name);
        } finally {
            index.changed(dir, name);
        }
    }

    @Override
    public void rmdir(DirectoryHandle dir, String name) throws FileFault {
        try {
            super.rmdir(dir, name);
        } finally {
            index.changed(dir, name);
        }
    }

    @Override
    public @Nullable ReadOps cachedReads() {
        return files.cachedReads();
    }

    @Override
    public boolean spreadSubdirectories(DirectoryHandle dir) {
        return files.spreadSubdirectories(dir);
    }

    @Override
    public void close() {
        index.close();
        super.close();
    }
}
