package dev.serai.daytona.client;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Takes one part after the other out of a multipart answer. A part that tells its length is cut by it, so that a file
 * may contain what looks like a boundary. Only one part is held at a time.
 */
final class MultipartInput {

    private static final int LONGEST_HEAD = 16 << 10;
    private static final Pattern BOUNDARY = Pattern.compile("boundary=(?:\"([^\"]{1,200})\"|([^;\\s]{1,200}))");
    private static final Pattern NAME = Pattern.compile("[;\\s]name=\"([^\"]*)\"");
    private static final Pattern FILE_NAME = Pattern.compile("[;\\s]filename=\"([^\"]*)\"");
    private static final Pattern ENCODED_NAME = Pattern.compile("[;\\s]filename\\*=utf-8''([^;\\s]+)");
    private static final Pattern LENGTH = Pattern.compile("content-length:\\s*(\\d{1,15})");

    /** One part; the file name is null where there is none. */
    record Part(String name, String fileName, byte[] content) {}

    /** What came is no whole multipart answer. */
    static final class Broken extends IOException {
        private static final long serialVersionUID = 1L;

        Broken(String fact) {
            super(fact);
        }
    }

    private final InputStream input;
    private final byte[] delimiter;
    private final long most;
    private boolean begun;

    /**
     * @param contentType may be null
     * @param most how many bytes a part may have; 0 is without limit
     */
    MultipartInput(String contentType, InputStream input, long most) throws Broken {
        var boundary = BOUNDARY.matcher(contentType == null ? "" : contentType);
        if (!boundary.find()) {
            throw new Broken("it is not multipart");
        }
        var text = boundary.group(1) == null ? boundary.group(2) : boundary.group(1);
        delimiter = ("\r\n--" + text).getBytes(StandardCharsets.ISO_8859_1);
        this.input = new BufferedInputStream(input);
        this.most = most > 0 ? most : Integer.MAX_VALUE - 16;
    }

    /** The next part, or null after the last one. */
    Part next() throws IOException {
        if (!begun) {
            begun = true;
            // The first delimiter has no line before it.
            expect(2);
        }
        int first = input.read();
        int second = input.read();
        if (first == '-' && second == '-') {
            return null;
        }
        if (first != '\r' || second != '\n') {
            throw new Broken("a part has no beginning");
        }
        var head = head();
        var length = LENGTH.matcher(head.toLowerCase(Locale.ROOT));
        var content = length.find() ? counted(Long.parseLong(length.group(1))) : delimited();
        return new Part(first(NAME, head), fileName(head), content);
    }

    private String head() throws IOException {
        var head = new ByteArrayOutputStream();
        int ends = 0;
        while (ends < 4) {
            int next = input.read();
            if (next < 0 || head.size() > LONGEST_HEAD) {
                throw new Broken("the head of a part has no end");
            }
            head.write(next);
            ends = next == (ends % 2 == 0 ? '\r' : '\n') ? ends + 1 : next == '\r' ? 1 : 0;
        }
        return head.toString(StandardCharsets.UTF_8);
    }

    private byte[] counted(long length) throws IOException {
        if (length > most) {
            throw tooLarge();
        }
        var content = input.readNBytes((int) length);
        if (content.length < length) {
            throw new Broken("a part is shorter than it says");
        }
        expect(0);
        return content;
    }

    private void expect(int from) throws IOException {
        for (int i = from; i < delimiter.length; i++) {
            if (input.read() != delimiter[i]) {
                throw new Broken("there is no boundary where a part ends");
            }
        }
    }

    /** A boundary has no line break of its own, so that a match that fails begins again at the earliest with this byte. */
    private byte[] delimited() throws IOException {
        var content = new ByteArrayOutputStream();
        int matched = 0;
        while (matched < delimiter.length) {
            int next = input.read();
            if (next < 0) {
                throw new Broken("it ends in the middle of a part");
            }
            if ((byte) next == delimiter[matched]) {
                matched++;
                continue;
            }
            content.write(delimiter, 0, matched);
            matched = next == '\r' ? 1 : 0;
            if (matched == 0) {
                content.write(next);
            }
            if (content.size() > most) {
                throw tooLarge();
            }
        }
        return content.toByteArray();
    }

    private Broken tooLarge() {
        return new Broken("a part has more than " + most + " bytes");
    }

    private static String fileName(String head) {
        var encoded = first(ENCODED_NAME, head);
        if (encoded != null) {
            try {
                return URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                // the plain name has to do
            }
        }
        return first(FILE_NAME, head);
    }

    private static String first(Pattern pattern, String text) {
        var found = pattern.matcher(text);
        return found.find() ? found.group(1) : null;
    }
}
