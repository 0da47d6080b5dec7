package io.geckos.storage.fs.files;

/** Something done to files. */
@FunctionalInterface
public interface FileTask {
    void run() throws FileFault;
}
