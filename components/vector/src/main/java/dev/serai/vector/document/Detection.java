package dev.serai.vector.document;

import dev.serai.vector.document.DocumentException.Reason;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/** Finds out what a document is: by its first bytes, then what its sender declared, then its name. */
final class Detection {

    private static final int LOOK_AT = 1024;
    private static final String PDF_MARK = "%PDF-";
    private static final Pattern CHARSET = Pattern.compile("(?i)charset\\s*=\\s*[\"']?([A-Za-z0-9._:-]{1,40})");

    private final Budget budget;

    Detection(Budget budget) {
        this.budget = budget;
    }

    Source source(byte[] bytes, String name, String mediaType) throws IOException {
        if (bytes.length == 0) {
            throw budget.refusal(Reason.EMPTY, "has no bytes", "Send the document's content.", null);
        }
        var format = byMagic(bytes);
        if (format == null) {
            format = byDeclaration(bytes, name, mediaType);
        }
        return new Source(bytes, format, charset(mediaType));
    }

    private Format byMagic(byte[] bytes) throws IOException {
        if (Texts.starts(bytes, 'P', 'K', 3, 4)) {
            return office(bytes);
        }
        if (Texts.starts(bytes, 0xD0, 0xCF, 0x11, 0xE0)) {
            throw oldOffice(bytes);
        }
        if (Texts.starts(bytes, '{', '\\', 'r', 't', 'f')) {
            throw budget.unsupported("is RTF");
        }
        return start(bytes).stripLeading().startsWith(PDF_MARK) ? Format.PDF : null;
    }

    private Format office(byte[] bytes) throws IOException {
        var archive = new ZipArchive(bytes, budget);
        if (archive.hasFolder("word/")) {
            return Format.DOCX;
        }
        if (archive.hasFolder("xl/")) {
            return Format.XLSX;
        }
        throw budget.unsupported("is a ZIP archive without a Word document or an Excel workbook");
    }

    /** A password puts a new Office document into the container of the old ones. */
    private DocumentException oldOffice(byte[] bytes) {
        var wide = new String(bytes, StandardCharsets.ISO_8859_1);
        if (wide.contains("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0")) {
            return budget.encrypted(null);
        }
        return budget.unsupported("is in an old Office format; save it as .docx or .xlsx");
    }

    private Format byDeclaration(byte[] bytes, String name, String mediaType) throws DocumentException {
        var declared = Format.ofMediaType(mediaType);
        var named = Format.ofName(name);
        // "text/plain" is what servers say when they don't know, so a name that says more is believed.
        var format = declared == null || declared == Format.TEXT && named != null ? named : declared;
        if (format == Format.PDF && start(bytes).contains(PDF_MARK)) {
            // Some mail servers and scanners put lines of their own in front.
            return format;
        }
        if (format != null && format.binary()) {
            throw budget.broken("should be " + format.mediaType() + " but doesn't begin like that", null);
        }
        Texts.refuseBinary(bytes, budget);
        if (format == null) {
            var start = start(bytes).toLowerCase(Locale.ROOT);
            format = start.contains("<!doctype html") || start.contains("<html") ? Format.HTML : Format.TEXT;
        }
        return format;
    }

    private static String start(byte[] bytes) {
        return new String(bytes, 0, Math.min(bytes.length, LOOK_AT), StandardCharsets.ISO_8859_1);
    }

    private static Charset charset(String mediaType) {
        var matcher = CHARSET.matcher(mediaType == null ? "" : mediaType);
        if (!matcher.find()) {
            return null;
        }
        try {
            return Charset.forName(matcher.group(1));
        } catch (IllegalArgumentException e) {
            // A charset that nobody knows says nothing.
            return null;
        }
    }
}
