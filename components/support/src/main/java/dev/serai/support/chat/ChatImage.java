package dev.serai.support.chat;

import java.util.Arrays;
import java.util.Objects;

/** A picture for a model that sees. */
public record ChatImage(byte[] data, String mediaType) {

    public ChatImage {
        Objects.requireNonNull(data);
        mediaType = mediaType == null ? sniff(data) : mediaType;
    }

    public static ChatImage of(byte[] data) {
        return new ChatImage(data, null);
    }

    private static String sniff(byte[] data) {
        if (data.length > 3 && (data[0] & 0xff) == 0xff && (data[1] & 0xff) == 0xd8) {
            return "image/jpeg";
        }
        if (data.length > 12 && data[0] == 'R' && data[1] == 'I' && data[8] == 'W' && data[9] == 'E') {
            return "image/webp";
        }
        if (data.length > 3 && data[0] == 'G' && data[1] == 'I' && data[2] == 'F') {
            return "image/gif";
        }
        return "image/png";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ChatImage image && Arrays.equals(data, image.data) && mediaType.equals(image.mediaType);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(data);
    }

    @Override
    public String toString() {
        return "ChatImage[" + mediaType + ", " + data.length + " bytes]";
    }
}
