package io.geckos.storage.rados.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.domain.name.Initiator;
import io.geckos.domain.name.Principal;
import io.geckos.domain.object.ObjectSpec;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Rows of uploads, as former servers wrote them too. */
class UploadFormatTest {
    private static final Principal ALICE = new Principal("arn:aws:iam::000000000000:user/alice", "alice");
    private static final Instant BEGAN = Instant.parse("2026-11-29T08:00:00Z");

    @Test
    void aRowOfBeforeTheInitiatorWasKeptIsRead() {
        UploadRow row = new UploadRow(ObjectSpec.EMPTY, Optional.empty(), BEGAN, 3, Optional.empty());
        byte[] bytes = UploadFormat.write(row);
        assertEquals(-1, new String(bytes, UTF_8).indexOf("initiator\""));
        assertEquals(row, UploadFormat.readUpload(bytes));
    }

    @Test
    void aRowOfBeforeTheIdOfTheInitiatorWasKeptIsRead() {
        Optional<Initiator> alice = Optional.of(new Initiator(ALICE));
        UploadRow row = new UploadRow(ObjectSpec.EMPTY, Optional.empty(), BEGAN, 3, alice);
        byte[] bytes = UploadFormat.write(row);
        assertEquals(-1, new String(bytes, UTF_8).indexOf("initiatorId"));
        assertEquals(row, UploadFormat.readUpload(bytes));
    }

    @Test
    void theInitiatorIsKeptThroughChanges() {
        Optional<Initiator> alice = Optional.of(new Initiator(ALICE, Optional.of("AIDA1")));
        UploadRow row = new UploadRow(ObjectSpec.EMPTY, Optional.empty(), BEGAN, 3, alice);
        UploadRow changed = UploadFormat.readUpload(UploadFormat.write(row)).changed(ObjectSpec.EMPTY);
        assertEquals(alice, UploadFormat.readUpload(UploadFormat.write(changed)).initiator());
    }
}
