package dev.serai.vector.document;

/** Follows the code fences of Markdown, line by line. */
final class Fence {

    private char sign;
    private int length;

    /** Whether the line belongs to fenced code, the fences included. */
    boolean covers(String line) {
        var text = line.strip();
        int run = run(text);
        if (length > 0) {
            if (run >= length && text.charAt(0) == sign && run == text.length()) {
                length = 0;
            }
            return true;
        }
        if (run >= 3) {
            sign = text.charAt(0);
            // Backquotes after the fence make it code within a line.
            length = sign == '`' && text.indexOf('`', run) >= 0 ? 0 : run;
        }
        return length > 0;
    }

    boolean open() {
        return length > 0;
    }

    private static int run(String text) {
        if (text.isEmpty() || text.charAt(0) != '`' && text.charAt(0) != '~') {
            return 0;
        }
        int run = 0;
        while (run < text.length() && text.charAt(run) == text.charAt(0)) {
            run++;
        }
        return run;
    }
}
