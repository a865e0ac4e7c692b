package dev.serai.daytona.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** Files as they come, for a reader that pulls them, such as Camel's split. One is held at a time. */
public final class FileStream implements Iterator<SandboxFile>, PulledStream {

    private final Toolbox toolbox;
    private final MultipartInput parts;
    private final InputStream input;
    private SandboxFile next;
    private boolean ended;
    private volatile boolean begun;
    private volatile DaytonaException reason;

    FileStream(Toolbox toolbox, MultipartInput parts, InputStream input) {
        this.toolbox = toolbox;
        this.parts = parts;
        this.input = input;
    }

    @Override
    public boolean hasNext() {
        begun = true;
        if (reason != null) {
            throw reason;
        }
        if (next == null && !ended) {
            try {
                var part = parts.next();
                ended = part == null;
                next = ended ? null : SandboxFiles.file(toolbox, part);
            } catch (IOException e) {
                ended = true;
                close();
                if (reason != null) {
                    throw reason;
                }
                throw SandboxFiles.unreadable(toolbox, e);
            }
        }
        return next != null;
    }

    @Override
    public SandboxFile next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        var file = next;
        next = null;
        return file;
    }

    @Override
    public boolean isUntouched() {
        return !begun;
    }

    @Override
    public void giveUp(DaytonaException why) {
        reason = why;
        closeInput();
    }

    /** Leaves the rest. */
    @Override
    public void close() {
        ended = true;
        closeInput();
    }

    private void closeInput() {
        try {
            input.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
