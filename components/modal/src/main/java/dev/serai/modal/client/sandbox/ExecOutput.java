package dev.serai.modal.client.sandbox;

import java.nio.charset.StandardCharsets;

/**
 * What a command wrote.
 *
 * @param bytes as many as were kept
 * @param total how many there were
 */
public record ExecOutput(byte[] bytes, long total) {

    public boolean isCut() {
        return total > bytes.length;
    }

    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
