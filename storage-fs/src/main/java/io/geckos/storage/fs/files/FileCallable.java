package io.geckos.storage.fs.files;

/** Something done to files. */
@FunctionalInterface
public interface FileCallable {
    void run() throws FileFault;
}
