package io.geckos.storage.fs.files;

/** An action on files that may throw {@link FileFault}. */
@FunctionalInterface
public interface FileAction {
    void run() throws FileFault;
}
