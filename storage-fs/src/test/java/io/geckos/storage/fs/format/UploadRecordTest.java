package io.geckos.storage.fs.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.geckos.domain.multipart.UploadInfo;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.Initiator;
import io.geckos.domain.name.Principal;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Records of uploads, as former servers wrote them too. */
class UploadRecordTest {
    private static final String BEFORE =
            "{\"geckos3\":1,\"key\":\"a/b\",\"initiated\":\"2026-11-29T08:00:00Z\",\"headers\":{\"content-type\":\"text/plain\"},"
                    + "\"userMetadata\":{\"k\":\"v\"},\"tags\":{}";

    private static final String INITIATOR =
            ",\"initiator\":\"arn:aws:iam::000000000000:user/a\",\"initiatorName\":\"a\"";

    private static final Principal USER = new Principal("arn:aws:iam::000000000000:user/a", "a");

    private static UploadInfo read(String json) {
        UploadInfo info = UploadRecord.read(json.getBytes(UTF_8), new BucketName("bucket"), "0".repeat(32));
        assertNotNull(info);
        return info;
    }

    @Test
    void aRecordOfBeforeTheInitiatorWasKeptIsRead() {
        UploadInfo info = read(BEFORE + "}");
        assertEquals("a/b", info.id().object().key().value());
        assertEquals("v", info.spec().userMetadata().get("k"));
        assertEquals(Optional.empty(), info.initiator());
        assertEquals(info, read(new String(UploadRecord.write(info), UTF_8)));
    }

    @Test
    void theInitiatorIsRead() {
        UploadInfo info = read(BEFORE + INITIATOR + ",\"initiatorId\":\"AIDA1\"}");
        assertEquals(Optional.of(new Initiator(USER, Optional.of("AIDA1"))), info.initiator());
        assertEquals(info, read(new String(UploadRecord.write(info), UTF_8)));
    }

    @Test
    void aRecordOfBeforeTheIdOfTheInitiatorWasKeptIsRead() {
        UploadInfo info = read(BEFORE + INITIATOR + "}");
        assertEquals(Optional.of(new Initiator(USER)), info.initiator());
        assertEquals(info, read(new String(UploadRecord.write(info), UTF_8)));
    }
}
