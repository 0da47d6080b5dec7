package io.geckos.s3.call;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.s3.api.S3Response;
import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class KeepAliveResponseTest {
    private static final Duration SOON = Duration.ofMillis(1);
    private static final Duration NEVER = Duration.ofDays(1);

    private final CountDownLatch release = new CountDownLatch(1);

    @Test
    void whatIsDoneSoonIsAnsweredLikeEverythingElse() {
        S3Result answer = S3Result.of(200);
        assertSame(answer, KeepAliveResponse.of(() -> answer, NEVER, KeepAliveResponseTest::document));
        S3Exception refusal = new S3Exception(S3Error.NoSuchUpload);
        assertSame(
                refusal,
                assertThrows(
                        S3Exception.class,
                        () -> KeepAliveResponse.of(
                                () -> {
                                    throw refusal;
                                },
                                NEVER,
                                KeepAliveResponseTest::document)));
    }

    @Test
    void whitespaceComesUntilTheDocumentDoes() throws IOException {
        S3Result late = answerLate(S3Result.of(200).document(xml -> xml.element("Done", "yes")));
        assertEquals(200, late.status());
        String text = write(late);
        assertTrue(text.matches("(?s)<\\?xml version=\"1.0\" encoding=\"UTF-8\"\\?>\n {3,}<Done>yes</Done>"), text);
    }

    @Test
    void anErrorThatComesLateIsADocumentToo() throws IOException {
        S3Result late = KeepAliveResponse.of(
                () -> {
                    await();
                    throw new S3Exception(S3Error.InvalidPart);
                },
                SOON,
                KeepAliveResponseTest::document);
        assertTrue(write(late).contains(" <Error><Code>InvalidPart</Code>"));
    }

    @Test
    void theWorkGoesOnWhenTheClientLeaves() throws Exception {
        CountDownLatch finished = new CountDownLatch(1);
        S3Result late = KeepAliveResponse.of(
                () -> {
                    await();
                    finished.countDown();
                    return S3Result.of(200);
                },
                SOON,
                KeepAliveResponseTest::document);
        S3Response.Body.Streamed body = assertInstanceOf(S3Response.Body.Streamed.class, late.body());
        assertThrows(
                IOException.class,
                () -> body.writer().writeTo(new ByteArrayOutputStream() {
                    @Override
                    public void flush() throws IOException {
                        throw new IOException("gone");
                    }
                }));
        release.countDown();
        finished.await();
    }

    private S3Result answerLate(S3Result answer) {
        return KeepAliveResponse.of(
                () -> {
                    await();
                    return answer;
                },
                SOON,
                KeepAliveResponseTest::document);
    }

    private String write(S3Result answer) throws IOException {
        S3Response.Body.Streamed body = assertInstanceOf(S3Response.Body.Streamed.class, answer.body());
        ByteArrayOutputStream out = new ByteArrayOutputStream() {
            @Override
            public void flush() {
                // The third sign of life lets the work end.
                if (toString(UTF_8).endsWith("   ")) {
                    release.countDown();
                }
            }
        };
        body.writer().writeTo(out);
        return out.toString(UTF_8);
    }

    private void await() {
        try {
            release.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ErrorDocument document(RuntimeException e) {
        return new ErrorDocument((S3Exception) e, "/", "REQUEST", "HOST");
    }
}
