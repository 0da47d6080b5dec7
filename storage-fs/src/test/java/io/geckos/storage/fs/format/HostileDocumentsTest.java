package io.geckos.storage.fs.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.geckos.domain.name.BucketName;
import io.geckos.storage.fs.testkit.HostileJson;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Documents edited by hand that make the parser give up in ways of its own. */
class HostileDocumentsTest {
    private static final BucketName BUCKET = new BucketName("hands");

    static Stream<String> documents() {
        return HostileJson.DOCUMENTS.stream();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void documentsNoParserReadsSayNothing(String json) {
        byte[] bytes = json.getBytes(UTF_8);
        assertNull(SidecarReader.read(bytes, "hands/a.metadata.json"));
        assertNull(BucketRecord.read(bytes));
        assertNull(UploadRecord.read(bytes, BUCKET, "upload"));
    }
}
