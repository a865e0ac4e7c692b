package dev.serai.vector.document;

import java.util.Locale;
import java.util.Set;

/** The formats that are read, and how each is recognised by name. */
enum Format {
    TEXT("text/plain", Set.of("txt", "text", "log"), Set.of()),
    MARKDOWN("text/markdown", Set.of("md", "markdown"), Set.of("text/x-markdown")),
    HTML("text/html", Set.of("html", "htm", "xhtml"), Set.of("application/xhtml+xml")),
    PDF("application/pdf", Set.of("pdf"), Set.of()),
    DOCX(
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Set.of("docx", "docm"),
            Set.of("application/vnd.ms-word.document.macroenabled.12")),
    XLSX(
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Set.of("xlsx", "xlsm"),
            Set.of("application/vnd.ms-excel.sheet.macroenabled.12")),
    CSV("text/csv", Set.of("csv"), Set.of("application/csv")),
    TSV("text/tab-separated-values", Set.of("tsv", "tab"), Set.of()),
    JSON("application/json", Set.of("json"), Set.of("text/json"));

    private final String mediaType;
    private final Set<String> extensions;
    private final Set<String> otherTypes;

    Format(String mediaType, Set<String> extensions, Set<String> otherTypes) {
        this.mediaType = mediaType;
        this.extensions = extensions;
        this.otherTypes = otherTypes;
    }

    String mediaType() {
        return mediaType;
    }

    /** Whether it is a format of bytes, which no declared type or name turns into text. */
    boolean binary() {
        return this == PDF || this == DOCX || this == XLSX;
    }

    /** @return null where the type isn't one of these */
    static Format ofMediaType(String type) {
        if (type == null) {
            return null;
        }
        int end = type.indexOf(';');
        var bare = (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
        for (var format : values()) {
            if (format.mediaType.equals(bare) || format.otherTypes.contains(bare)) {
                return format;
            }
        }
        return null;
    }

    /** @return null where the file name has no extension or an unknown one */
    static Format ofName(String name) {
        if (name == null) {
            return null;
        }
        var extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        for (var format : values()) {
            if (format.extensions.contains(extension)) {
                return format;
            }
        }
        return null;
    }
}
