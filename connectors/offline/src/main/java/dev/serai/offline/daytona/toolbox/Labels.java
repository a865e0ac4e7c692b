package dev.serai.offline.daytona.toolbox;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Logs hold both outputs in one: each line begins with three bytes that tell which output it is from. */
final class Labels {
    static final byte OUT = 1;
    static final byte ERR = 2;

    private static final int LENGTH = 3;

    private Labels() {}

    /** A line with its label. */
    static byte[] label(byte output, byte[] line) {
        var labelled = new byte[LENGTH + line.length];
        Arrays.fill(labelled, 0, LENGTH, output);
        System.arraycopy(line, 0, labelled, LENGTH, line.length);
        return labelled;
    }

    /** The bytes of one output. */
    static byte[] only(byte output, byte[] log) {
        return parts(log, output);
    }

    /** Both outputs, as they came, without labels. */
    static byte[] without(byte[] log) {
        return parts(log, (byte) 0);
    }

    private static byte[] parts(byte[] log, byte wanted) {
        var found = new ByteArrayOutputStream(log.length);
        byte current = 0;
        for (var at = 0; at < log.length; ) {
            var label = labelAt(log, at);
            if (label != 0) {
                current = label;
                at += LENGTH;
            } else {
                if (wanted == 0 || wanted == current) {
                    found.write(log[at]);
                }
                at++;
            }
        }
        return found.toByteArray();
    }

    private static byte labelAt(byte[] log, int at) {
        if (at + LENGTH > log.length || log[at] != OUT && log[at] != ERR) {
            return 0;
        }
        return log[at + 1] == log[at] && log[at + 2] == log[at] ? log[at] : 0;
    }
}
