package dev.serai.items.model;

import java.util.Objects;

/** A file that an item carries. */
public record Binary(byte[] data, String mimeType, String fileName) {

    public Binary {
        Objects.requireNonNull(data, "data");
        mimeType = mimeType == null ? "application/octet-stream" : mimeType;
    }

    public String extension() {
        var dot = fileName == null ? -1 : fileName.lastIndexOf('.');
        return dot < 0 ? null : fileName.substring(dot + 1);
    }

    /** Never the content, which may be long or secret. */
    @Override
    public String toString() {
        return "Binary[" + fileName + ", " + mimeType + ", " + data.length + " bytes]";
    }
}
