package dev.serai.ollama.doctor;

/**
 * One thing that was found out.
 *
 * @param subject the server or the model that it is about
 * @param remedy what can be done; null when there is nothing to do
 */
public record Finding(Level level, String subject, String text, String remedy) {

    static Finding ok(String subject, String text) {
        return new Finding(Level.OK, subject, text, null);
    }

    static Finding ok(String subject, String text, String remedy) {
        return new Finding(Level.OK, subject, text, remedy);
    }

    static Finding hint(String subject, String text, String remedy) {
        return new Finding(Level.HINT, subject, text, remedy);
    }

    static Finding problem(String subject, String text, String remedy) {
        return new Finding(Level.PROBLEM, subject, text, remedy);
    }

    @Override
    public String toString() {
        var line = "[" + level + "] " + subject + ": " + text;
        return remedy == null ? line : line + System.lineSeparator() + "    " + remedy;
    }
}
