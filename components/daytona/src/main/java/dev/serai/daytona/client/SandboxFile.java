package dev.serai.daytona.client;

/**
 * A file that came out of a sandbox, or the reason why it did not.
 *
 * @param content null where it did not come
 * @param error null where it came
 */
public record SandboxFile(String path, byte[] content, DaytonaException error) {

    /** The content, or the reason why there is none. */
    public byte[] required() {
        if (error != null) {
            throw error;
        }
        return content;
    }

    @Override
    public String toString() {
        return path;
    }
}
