package io.geckos.storage.fs;

/** Something done to files. */
@FunctionalInterface
interface FileTask {
    void run() throws FileFault;
}
