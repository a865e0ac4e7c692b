package dev.serai.offline.daytona.toolbox;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;

/** Reads a multipart form with any number of files, part by part and never a whole file at once. */
final class Multipart {
    private static final Pattern BOUNDARY = Pattern.compile("(?i)boundary=(?:\"([^\"]{1,200})\"|([^;\\s]{1,200}))");
    private static final Pattern NAME = Pattern.compile("(?i)[;\\s]name=\"([^\"]*)\"");
    private static final int LONGEST_HEADER = 16 << 10;

    private final InputStream in;
    private final byte[] delimiter;
    private boolean over;

    Multipart(InputStream body, String boundary) throws IOException {
        in = new BufferedInputStream(body, 64 << 10);
        delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        // The first delimiter has no line end before it.
        var first = in.readNBytes(delimiter.length - 2);
        if (!Arrays.equals(first, Arrays.copyOfRange(delimiter, 2, delimiter.length))) {
            throw new IOException("the form does not begin with its boundary");
        }
        endOfDelimiter();
    }

    /** The boundary that a content type names, or null. */
    static String boundary(String contentType) {
        var found = BOUNDARY.matcher(contentType == null ? "" : contentType);
        if (!found.find()) {
            return null;
        }
        return found.group(1) == null ? found.group(2) : found.group(1);
    }

    /** Goes to the next part and gives its field's name, or null after the last one. */
    String next() throws IOException {
        if (over) {
            return null;
        }
        var headers = new ByteArrayOutputStream();
        var text = "";
        while (!text.endsWith("\r\n\r\n") && !text.equals("\r\n")) {
            var next = in.read();
            if (next < 0 || headers.size() > LONGEST_HEADER) {
                throw new IOException("a part of the form has no end to its headers");
            }
            headers.write(next);
            if (next == '\n') {
                text = headers.toString(StandardCharsets.UTF_8);
            }
        }
        var name = NAME.matcher(" " + text);
        return name.find() ? name.group(1) : "";
    }

    /** Copies the part's content, and returns its length. */
    long copyTo(OutputStream out) throws IOException {
        var length = 0L;
        var matched = 0;
        while (matched < delimiter.length) {
            var next = in.read();
            if (next < 0) {
                throw new IOException("unexpected EOF");
            }
            if (next == (delimiter[matched] & 0xff)) {
                matched++;
                continue;
            }
            // Only its first byte is a line end, so a delimiter can begin nowhere within what has matched.
            out.write(delimiter, 0, matched);
            length += matched;
            matched = 0;
            if (next == '\r') {
                matched = 1;
            } else {
                out.write(next);
                length++;
            }
        }
        endOfDelimiter();
        return length;
    }

    private void endOfDelimiter() throws IOException {
        var end = new String(in.readNBytes(2), StandardCharsets.ISO_8859_1);
        if (end.equals("--")) {
            over = true;
        } else if (!end.equals("\r\n")) {
            throw new IOException("malformed boundary");
        }
    }
}
