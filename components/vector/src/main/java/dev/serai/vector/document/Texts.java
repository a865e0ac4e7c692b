package dev.serai.vector.document;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Bytes into characters. */
final class Texts {

    private static final Charset WESTERN = Charset.forName("windows-1252");
    private static final int LOOK_AT = 4096;

    private Texts() {}

    /** The text with its line ends as {@code \n} and without characters that nobody can see. */
    static String read(Source source, Budget budget) throws DocumentException {
        var charset = charset(source.bytes(), source.charset());
        var text = new String(source.bytes(), charset);
        budget.characters(text.length());
        return clean(text);
    }

    /** A byte order mark, else what the sender declared, else UTF-8 where it is valid, else Windows-1252. */
    static Charset charset(byte[] bytes, Charset declared) {
        var marked = marked(bytes);
        if (marked != null) {
            return marked;
        }
        if (declared != null) {
            return declared;
        }
        var wide = wide(bytes);
        if (wide != null) {
            return wide;
        }
        return isUtf8(bytes) ? StandardCharsets.UTF_8 : WESTERN;
    }

    static boolean isUtf8(byte[] bytes) {
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        var in = ByteBuffer.wrap(bytes);
        var out = CharBuffer.allocate(LOOK_AT);
        while (true) {
            var result = decoder.decode(in, out, true);
            if (result.isError()) {
                return false;
            }
            if (result.isUnderflow()) {
                return true;
            }
            out.clear();
        }
    }

    /** Refuses what has bytes that no text has. */
    static void refuseBinary(byte[] bytes, Budget budget) throws DocumentException {
        if (marked(bytes) != null || wide(bytes) != null) {
            return;
        }
        int control = 0;
        int end = Math.min(bytes.length, LOOK_AT);
        for (int i = 0; i < end; i++) {
            if (bytes[i] == 0) {
                control = end;
            } else if (bytes[i] > 0 && bytes[i] < ' ' && "\t\n\r\f\b\u001b".indexOf(bytes[i]) < 0) {
                control++;
            }
        }
        if (control > end / 50 + 2) {
            throw budget.unsupported("is in a format that isn't read");
        }
    }

    static String clean(String text) {
        var clean = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\r') {
                if (i + 1 == text.length() || text.charAt(i + 1) != '\n') {
                    clean.append('\n');
                }
            } else if (c == '\n' || c == '\t' || c == '\f' || !invisible(c)) {
                clean.append(c);
            }
        }
        return clean.toString();
    }

    /** One line: runs of white space are one space. */
    static String line(String text) {
        var line = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!space(c)) {
                line.append(c);
            } else if (line.length() > 0 && line.charAt(line.length() - 1) != ' ') {
                line.append(' ');
            }
        }
        int end = line.length();
        return end > 0 && line.charAt(end - 1) == ' ' ? line.substring(0, end - 1) : line.toString();
    }

    /** Without empty lines at the start and white space at the end. */
    static String trim(String text) {
        int end = text.length();
        while (end > 0 && space(text.charAt(end - 1))) {
            end--;
        }
        int start = 0;
        for (int i = 0; i < end && space(text.charAt(i)); i++) {
            if (text.charAt(i) == '\n') {
                start = i + 1;
            }
        }
        return text.substring(start, end);
    }

    static boolean space(char c) {
        return Character.isWhitespace(c) || c == '\u00a0';
    }

    private static boolean invisible(char c) {
        return Character.isISOControl(c) || c == '\ufeff' || c == '\u00ad';
    }

    private static Charset marked(byte[] bytes) {
        if (starts(bytes, 0xEF, 0xBB, 0xBF)) {
            return StandardCharsets.UTF_8;
        }
        if (starts(bytes, 0xFF, 0xFE)) {
            return StandardCharsets.UTF_16LE;
        }
        return starts(bytes, 0xFE, 0xFF) ? StandardCharsets.UTF_16BE : null;
    }

    /** UTF-16 without a mark shows itself by zeros in every other byte. */
    private static Charset wide(byte[] bytes) {
        int end = Math.min(bytes.length, LOOK_AT) & ~1;
        int even = 0;
        int odd = 0;
        for (int i = 0; i < end; i += 2) {
            even += bytes[i] == 0 ? 1 : 0;
            odd += bytes[i + 1] == 0 ? 1 : 0;
        }
        int most = end / 2 - end / 10;
        if (end < 4 || (even > 0) == (odd > 0)) {
            return null;
        }
        if (odd >= most) {
            return decodes(bytes, StandardCharsets.UTF_16LE);
        }
        return even >= most ? decodes(bytes, StandardCharsets.UTF_16BE) : null;
    }

    private static Charset decodes(byte[] bytes, Charset charset) {
        try {
            charset.newDecoder().decode(ByteBuffer.wrap(bytes, 0, Math.min(bytes.length, LOOK_AT) & ~1));
            return charset;
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    static boolean starts(byte[] bytes, int... start) {
        if (bytes.length < start.length) {
            return false;
        }
        for (int i = 0; i < start.length; i++) {
            if ((bytes[i] & 0xFF) != start[i]) {
                return false;
            }
        }
        return true;
    }
}
