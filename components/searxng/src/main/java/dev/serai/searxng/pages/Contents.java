package dev.serai.searxng.pages;

import dev.serai.support.http.Redaction;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** Which contents are text, and how bytes become it. */
final class Contents {

    private static final Set<String> PACKED = Set.of("gzip", "x-gzip");
    private static final Set<String> TEXTS =
            Set.of("application/json", "application/xml", "application/xhtml+xml", "application/markdown");
    private static final Pattern CHARSET = Pattern.compile("(?i)charset\\s*=\\s*[\"']?([A-Za-z0-9._:-]{1,40})");
    private static final int LOOK_AT = 4096;

    private Contents() {}

    /** Refuses what can't be read before its body is. */
    static void check(URI url, String type, String coding) {
        var shown = Redaction.uri(url);
        var media = media(type);
        if (media.equals("application/pdf")) {
            throw new PageException(PageError.PDF, shown, shown + " is a PDF file, which isn't read here");
        }
        if (!media.isEmpty()
                && !media.startsWith("text/")
                && !TEXTS.contains(media)
                && !media.endsWith("+json")
                && !media.endsWith("+xml")) {
            throw new PageException(PageError.NOT_TEXT, shown, shown + " isn't text but '" + short40(media) + "'");
        }
        if (!coding.isEmpty() && !coding.equals("identity") && !PACKED.contains(coding)) {
            throw new PageException(
                    PageError.CODING, shown, shown + " is packed as '" + short40(coding) + "', which wasn't asked for");
        }
    }

    private static String short40(String text) {
        return text.substring(0, Math.min(40, text.length())).replaceAll("[^ -~]", "?");
    }

    static String media(String type) {
        return type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    /** Not more than the limit comes out, however small it was packed. */
    static byte[] unpacked(Fetch.Answer answer, long maxBytes) {
        if (!PACKED.contains(answer.coding())) {
            return answer.body();
        }
        var shown = Redaction.uri(answer.url());
        try (var stream = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
            var most = (int) Math.min(Integer.MAX_VALUE - 8L, maxBytes + 1);
            var bytes = stream.readNBytes(most);
            if (bytes.length > maxBytes) {
                throw new PageException(
                        PageError.TOO_LARGE, shown, shown + " is larger than " + maxBytes + " bytes when unpacked");
            }
            return bytes;
        } catch (IOException e) {
            throw new PageException(PageError.CODING, shown, shown + " says that it is gzip, and isn't");
        }
    }

    static boolean isHtml(String type, byte[] bytes) {
        var media = media(type);
        if (!media.isEmpty()) {
            return media.equals("text/html") || media.equals("application/xhtml+xml");
        }
        var start = start(bytes).stripLeading().toLowerCase(Locale.ROOT);
        return start.startsWith("<!doctype html") || start.startsWith("<html");
    }

    /** What the server says isn't always so. */
    static void checkBytes(URI url, byte[] bytes) {
        var shown = Redaction.uri(url);
        var start = start(bytes);
        if (start.startsWith("%PDF-")) {
            throw new PageException(PageError.PDF, shown, shown + " is a PDF file, which isn't read here");
        }
        if (start.indexOf('\0') >= 0 && !start.startsWith("\u00ff\u00fe") && !start.startsWith("\u00fe\u00ff")) {
            throw new PageException(PageError.NOT_TEXT, shown, shown + " says that it is text, and isn't");
        }
    }

    /** A mark at the start decides, then valid UTF-8, then what server or page says. */
    static Charset charset(String type, byte[] bytes, boolean html) {
        var start = start(bytes);
        if (start.startsWith("\u00ff\u00fe") || start.startsWith("\u00fe\u00ff")) {
            return StandardCharsets.UTF_16;
        }
        if (isUtf8(bytes)) {
            return StandardCharsets.UTF_8;
        }
        for (var place : html ? new String[] {type, start} : new String[] {type}) {
            var named = CHARSET.matcher(place);
            if (named.find()) {
                try {
                    var charset = Charset.forName(named.group(1));
                    if (!charset.equals(StandardCharsets.UTF_8)) {
                        return charset;
                    }
                } catch (IllegalArgumentException e) {
                    continue;
                }
            }
        }
        return Charset.forName("windows-1252");
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static String start(byte[] bytes) {
        return new String(bytes, 0, Math.min(LOOK_AT, bytes.length), StandardCharsets.ISO_8859_1);
    }
}
