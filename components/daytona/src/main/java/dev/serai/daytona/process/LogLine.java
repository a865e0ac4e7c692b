package dev.serai.daytona.process;

/**
 * A line that a command wrote.
 *
 * @param stream stdout or stderr
 * @param text without its end
 */
public record LogLine(String stream, String text) {

    @Override
    public String toString() {
        return text;
    }
}
