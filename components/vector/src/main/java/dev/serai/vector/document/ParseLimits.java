package dev.serai.vector.document;

import java.time.Duration;

/**
 * How much one document may cost. Documents come from strangers, so each of these has an end.
 *
 * @param maxBytes of the document as it is
 * @param maxUnpackedBytes of everything that is unpacked from it
 * @param maxCharacters of the text that comes out
 * @param maxRows of all tables of a workbook or a CSV file together
 * @param maxTime from the first byte to the last section
 */
public record ParseLimits(long maxBytes, long maxUnpackedBytes, int maxCharacters, int maxRows, Duration maxTime) {

    private static final long MIB = 1024 * 1024;
    private static final ParseLimits DEFAULTS =
            new ParseLimits(50 * MIB, 256 * MIB, 10_000_000, 100_000, Duration.ofSeconds(60));

    public ParseLimits {
        if (maxBytes < 1 || maxBytes > Integer.MAX_VALUE - 16) {
            throw new IllegalArgumentException("maxBytes is " + maxBytes + " and must be from 1 to 2147483631");
        }
        positive("maxUnpackedBytes", maxUnpackedBytes);
        positive("maxCharacters", maxCharacters);
        positive("maxRows", maxRows);
        if (maxTime == null || maxTime.isNegative() || maxTime.isZero()) {
            throw new IllegalArgumentException("maxTime is " + maxTime + " and must be longer than 0");
        }
    }

    /** 50 MiB, 256 MiB unpacked, 10 million characters, 100,000 rows, a minute. */
    public static ParseLimits defaults() {
        return DEFAULTS;
    }

    public ParseLimits withMaxBytes(long value) {
        return new ParseLimits(value, maxUnpackedBytes, maxCharacters, maxRows, maxTime);
    }

    public ParseLimits withMaxUnpackedBytes(long value) {
        return new ParseLimits(maxBytes, value, maxCharacters, maxRows, maxTime);
    }

    public ParseLimits withMaxCharacters(int value) {
        return new ParseLimits(maxBytes, maxUnpackedBytes, value, maxRows, maxTime);
    }

    public ParseLimits withMaxRows(int value) {
        return new ParseLimits(maxBytes, maxUnpackedBytes, maxCharacters, value, maxTime);
    }

    public ParseLimits withMaxTime(Duration value) {
        return new ParseLimits(maxBytes, maxUnpackedBytes, maxCharacters, maxRows, value);
    }

    private static void positive(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " is " + value + " and must be at least 1");
        }
    }
}
