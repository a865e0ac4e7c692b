package dev.serai.modal.client.codec;

/**
 * Values as functions take and return them: CBOR (RFC 8949), with the tags that Python's cbor2 understands.
 *
 * <p>Read values are null, Boolean, Long, BigInteger, Double, BigDecimal, String, byte[], List, Set, Map, UUID,
 * LocalDate, OffsetDateTime and Instant. Whatever has no counterpart is an error, never another value.
 */
public final class Cbor {

    static final int INT = 0;
    static final int NEGATIVE = 1;
    static final int BYTES = 2;
    static final int TEXT = 3;
    static final int ARRAY = 4;
    static final int MAP = 5;
    static final int TAG = 6;
    static final int SIMPLE = 7;

    static final int DATE_TIME = 0;
    static final int EPOCH = 1;
    static final int BIG = 2;
    static final int BIG_NEGATIVE = 3;
    static final int DECIMAL = 4;
    static final int ID = 37;
    static final int SET = 258;
    static final int DATE = 1004;
    static final int IS_CBOR = 55799;

    private Cbor() {}

    public static byte[] encode(Object value) {
        var writer = new CborWriter();
        writer.write(value, 0);
        return writer.bytes();
    }

    public static Object decode(byte[] bytes) {
        return new CborReader(bytes).whole();
    }
}
