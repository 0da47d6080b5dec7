package io.geckos.s3.call;

import io.geckos.domain.engine.RequestPatience;
import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;
import io.geckos.s3.wire.XmlDocument;
import io.geckos.s3.wire.XmlWriter;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The answer of an operation that can take longer than a client waits without a byte. If the operation ends soon, the
 * answer is a normal one. If not, the answer begins with status 200 and the first line of its document, and then white
 * space keeps the connection alive. An error is then reported inside the 200, as AWS does.
 */
final class KeepAliveResponse {
    private final FutureTask<S3Result> work;
    private final Duration patience;
    private final Function<RuntimeException, ErrorDocument> refusal;

    private KeepAliveResponse(
            FutureTask<S3Result> work, Duration patience, Function<RuntimeException, ErrorDocument> refusal) {
        this.work = work;
        this.patience = patience;
        this.refusal = refusal;
    }

    /**
     * Runs {@code work} on a thread of its own, which continues even if the client closes the connection.
     *
     * @param patience the time to wait for the end of the work, and then the time between two pieces of white space
     * @param refusal makes the document for an error that is too late for a status
     */
    static S3Result of(Supplier<S3Result> work, Duration patience, Function<RuntimeException, ErrorDocument> refusal) {
        FutureTask<S3Result> task = new FutureTask<>(RequestPatience.sharedBy(work)::get);
        Thread.ofVirtual().name("patient-answer").start(task);
        try {
            return task.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            return S3Result.of(200).writtenBy(new KeepAliveResponse(task, patience, refusal)::writeTo);
        } catch (ExecutionException e) {
            throw failure(e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new S3Exception(S3Error.RequestTimeout);
        }
    }

    private void writeTo(OutputStream out) throws IOException {
        XmlWriter.begin(out);
        XmlWriter.end(out, await(out));
    }

    private XmlDocument await(OutputStream out) throws IOException {
        while (true) {
            try {
                return work.get(patience.toNanos(), TimeUnit.NANOSECONDS).document();
            } catch (TimeoutException _) {
                out.write(' ');
                out.flush();
            } catch (ExecutionException e) {
                return refusal.apply(failure(e));
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while work went on");
            }
        }
    }

    private static RuntimeException failure(ExecutionException e) {
        return e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
    }
}
