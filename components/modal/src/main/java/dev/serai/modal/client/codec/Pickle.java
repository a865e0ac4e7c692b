package dev.serai.modal.client.codec;

/**
 * Values as queues and dicts hold them: Python's pickle, protocol 4, of plain data.
 *
 * <p>A pickle is a program that can name any Python class. Here the classes are refused: what is read is null, Boolean,
 * Long, BigInteger, Double, String, byte[], List (of lists and tuples), Set and Map. What is written equals what
 * Python's own pickler writes, since a dict finds a key by its bytes.
 */
public final class Pickle {

    static final int PROTO = 0x80;
    static final int FRAME = 0x95;
    static final int STOP = '.';
    static final int MARK = '(';
    static final int NONE = 'N';
    static final int TRUE = 0x88;
    static final int FALSE = 0x89;
    static final int BININT = 'J';
    static final int BININT1 = 'K';
    static final int BININT2 = 'M';
    static final int LONG1 = 0x8a;
    static final int LONG4 = 0x8b;
    static final int BINFLOAT = 'G';
    static final int SHORT_TEXT = 0x8c;
    static final int TEXT = 'X';
    static final int LONG_TEXT = 0x8d;
    static final int SHORT_BYTES = 'C';
    static final int BYTES = 'B';
    static final int LONG_BYTES = 0x8e;
    static final int BYTEARRAY = 0x96;
    static final int EMPTY_LIST = ']';
    static final int APPEND = 'a';
    static final int APPENDS = 'e';
    static final int EMPTY_DICT = '}';
    static final int SETITEM = 's';
    static final int SETITEMS = 'u';
    static final int EMPTY_TUPLE = ')';
    static final int TUPLE = 't';
    static final int TUPLE1 = 0x85;
    static final int TUPLE2 = 0x86;
    static final int TUPLE3 = 0x87;
    static final int EMPTY_SET = 0x8f;
    static final int ADDITEMS = 0x90;
    static final int FROZENSET = 0x91;
    static final int MEMOIZE = 0x94;
    static final int GET = 'h';
    static final int LONG_GET = 'j';
    static final int PUT = 'q';
    static final int LONG_PUT = 'r';

    private Pickle() {}

    public static byte[] encode(Object value) {
        var writer = new PickleWriter();
        writer.write(value, 0);
        return writer.bytes();
    }

    public static Object decode(byte[] bytes) {
        return new PickleReader(bytes).whole();
    }
}
