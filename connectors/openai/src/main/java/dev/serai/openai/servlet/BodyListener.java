package dev.serai.openai.servlet;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Reads the body of a request as it comes, up to a limit, without a thread that waits for a slow client. */
final class BodyListener implements ReadListener {

    /** Gets what was read. */
    interface Reader {

        /** @param whole false when there was more than the limit */
        void read(byte[] body, boolean whole);
    }

    private final int limit;
    private final Reader reader;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final byte[] piece = new byte[8192];
    private HttpServletRequest request;
    private ServletInputStream in;
    private boolean over;

    BodyListener(int limit, Reader reader) {
        this.limit = limit;
        this.reader = reader;
    }

    void read(HttpServletRequest newRequest) throws IOException {
        request = newRequest;
        in = request.getInputStream();
        in.setReadListener(this);
    }

    @Override
    public void onDataAvailable() throws IOException {
        while (!over && in.isReady() && !in.isFinished()) {
            int count = in.read(piece);
            if (count < 0) {
                return;
            }
            body.write(piece, 0, count);
            if (body.size() > limit) {
                over = true;
                reader.read(new byte[0], false);
            }
        }
    }

    @Override
    public void onAllDataRead() {
        if (!over) {
            over = true;
            reader.read(body.toByteArray(), true);
        }
    }

    @Override
    public void onError(Throwable error) {
        if (!over) {
            over = true;
            // The client has left before it had asked.
            request.getAsyncContext().complete();
        }
    }
}
