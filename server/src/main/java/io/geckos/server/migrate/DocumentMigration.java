package io.geckos.server.migrate;

import io.geckos.domain.engine.DocumentName;
import io.geckos.domain.engine.DocumentStore.Document;
import io.geckos.domain.engine.Storage;
import io.geckos.server.config.ConfigurationException;
import java.util.List;
import java.util.Optional;

/**
 * Copies the documents of the server: users, accounts and their quotas. What an earlier run has copied follows the source, as
 * long as nobody has changed it in the target.
 */
record DocumentMigration(Storage source, Storage target, MigrationJournal journal, MigrationProgress progress) {
    static Optional<String> text(Storage storage, DocumentName name) {
        return storage.documents().read(name).map(Document::text);
    }

    /**
     * Throws {@link ConfigurationException} if the target has a text that no migration has put there, and the source another
     * one.
     */
    void requireNoOther(DocumentName name) {
        Optional<String> text = text(source, name);
        if (isOther(name, text, text(target, name)) && !isUnchangedInSource(name, text)) {
            throw new ConfigurationException("migrate: the target has another document " + name
                    + ", which says who may use it; name buckets by -bucket, then documents are not copied");
        }
    }

    /** Tells whether somebody else has put something else into the target, {@code there}. */
    private boolean isOther(DocumentName name, Optional<String> text, Optional<String> there) {
        return there.isPresent()
                && !there.equals(text)
                && !journal.find(name).contains(SourceSurvey.digest(there.get()));
    }

    private boolean isUnchangedInSource(DocumentName name, Optional<String> text) {
        Optional<String> digest = text.map(SourceSurvey::digest);
        return digest.isPresent() && journal.find(name).stream().limit(1).anyMatch(digest.get()::equals);
    }

    void copy(DocumentName name) {
        Optional<String> text = text(source, name);
        Optional<Document> there = target.documents().read(name);
        boolean other = isOther(name, text, there.map(Document::text));
        if (other && isUnchangedInSource(name, text)) {
            progress.note("document " + name + ": was copied by an earlier run, and changed in the target since");
            return;
        }
        if (text.isPresent() && !other) {
            write(name, text.get(), there);
        }
        if (text(target, name).equals(text)) {
            progress.note("document " + name + ": the same in both");
        } else {
            progress.problem("the document " + name + " is another one in the target");
        }
    }

    private void write(DocumentName name, String text, Optional<Document> there) {
        String digest = SourceSurvey.digest(text);
        Optional<String> before = there.map(Document::text).filter(it -> !it.equals(text));
        if (!journal.find(name).equals(List.of(digest))) {
            // Before the text, so that after a crash it is known whose that is.
            journal.copy(name, digest, before.map(SourceSurvey::digest));
        }
        if (there.isEmpty() || before.isPresent()) {
            boolean _ = target.documents().write(name, there.map(Document::revision), text);
        }
    }
}
