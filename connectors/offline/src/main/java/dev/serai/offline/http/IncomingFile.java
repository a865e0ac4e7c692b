package dev.serai.offline.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.http.HttpServerFileUpload;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.streams.ReadStream;

/** A body on its way into a file: the client waits whenever the disk is slower. */
final class IncomingFile {
    static final long TOO_LARGE = -1;

    private final HttpServerRequest request;
    private final AsyncFile file;
    private final long most;
    private final Done done;
    private long written;
    private int waiting;
    private boolean tooLarge;
    private boolean ended;
    private boolean closing;
    private Throwable failure;
    private HttpServerFileUpload part;
    private boolean partEnded;

    /** Gets the number of bytes, or what kept them from being written. */
    @FunctionalInterface
    interface Done {
        void accept(long bytes, Throwable failure);
    }

    IncomingFile(HttpServerRequest request, AsyncFile file, long most, Done done) {
        this.request = request;
        this.file = file;
        this.most = most;
        this.done = done;
    }

    /**
     * Takes the body, or of a form that is to be taken apart its first file; the fields around it are the request's form
     * attributes.
     */
    void take(boolean apart) {
        if (apart && Forms.expect(request)) {
            request.uploadHandler(this::takePart);
        } else {
            copy(request);
        }
        request.endHandler(nothing -> {
            if (part != null && !partEnded) {
                failure = BodyProblem.unreadable(new IllegalStateException("the form ends within a file"));
            }
            ended = true;
            closeWhenWritten();
        });
        request.resume();
    }

    private void takePart(HttpServerFileUpload upload) {
        if (part == null) {
            part = upload;
            copy(upload);
            upload.endHandler(nothing -> partEnded = true);
        } else {
            upload.handler(ignored -> {});
        }
    }

    /** The content type of the form's file, or null. */
    String partType() {
        return part == null ? null : part.contentType();
    }

    String partName() {
        return part == null ? null : part.filename();
    }

    /** The client went away: what has arrived stays in the file. */
    void abandon() {
        if (!closing) {
            closing = true;
            file.close();
        }
    }

    private void copy(ReadStream<Buffer> source) {
        source.handler(bytes -> {
            if (closing || tooLarge || failure != null) {
                return;
            }
            if (written + bytes.length() > most) {
                tooLarge = true;
                return;
            }
            written += bytes.length();
            waiting++;
            file.write(bytes).onComplete(result -> {
                waiting--;
                if (result.failed()) {
                    failure = result.cause();
                    // A write that failed never makes the queue shorter.
                    request.resume();
                }
                closeWhenWritten();
            });
            if (file.writeQueueFull()) {
                // Not the source: a file of a form that is held up would miss the end of its request.
                request.pause();
                file.drainHandler(nothing -> request.resume());
            }
        });
    }

    private void closeWhenWritten() {
        if (ended && waiting == 0 && !closing) {
            closing = true;
            file.close()
                    .onComplete(closed ->
                            done.accept(tooLarge ? TOO_LARGE : written, failure == null ? closed.cause() : failure));
        }
    }
}
