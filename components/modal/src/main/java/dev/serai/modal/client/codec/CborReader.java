package dev.serai.modal.client.codec;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Reads one value. What comes is not trusted: lengths are checked before anything is made for them, and what is made has
 * a budget, since a byte can stand for an object of fifty.
 */
final class CborReader {

    private static final Object BREAK = new Object();
    private static final int UNKNOWN_LENGTH = 31;

    /** Numbers may be many, as in lists of vectors; what needs more memory counts ten times. */
    private static final int MOST_VALUES = 10_000_000;

    private static final int CONTAINER = 10;
    private static final int USUAL_LENGTH = 1000;

    private final byte[] bytes;
    private int values;
    private int at;

    CborReader(byte[] bytes) {
        this.bytes = bytes;
    }

    Object whole() {
        var value = value(0);
        if (at < bytes.length) {
            throw Unencodable.unreadable("the value is followed by " + (bytes.length - at) + " more bytes");
        }
        return value;
    }

    private Object value(int depth) {
        var value = item(depth);
        if (value == BREAK) {
            throw Unencodable.unreadable("a list or text ends that has not begun");
        }
        return value;
    }

    private Object item(int depth) {
        if (depth > Unencodable.DEEPEST) {
            throw Unencodable.unreadable("the value is nested more than " + Unencodable.DEEPEST + " deep");
        }
        var first = take(1)[0] & 0xff;
        var type = first >> 5;
        var info = first & 31;
        count(type >= Cbor.ARRAY && type < Cbor.SIMPLE ? CONTAINER : 1);
        if (type == Cbor.SIMPLE) {
            return simple(info);
        }
        if (info == UNKNOWN_LENGTH) {
            return ofUnknownLength(type, depth);
        }
        var number = number(info);
        return switch (type) {
            case Cbor.INT -> number >= 0 ? (Object) number : new BigInteger(Long.toUnsignedString(number));
            case Cbor.NEGATIVE ->
                number >= 0 ? (Object) (-1 - number) : new BigInteger(Long.toUnsignedString(number)).not();
            case Cbor.BYTES -> take(length(number, 1));
            case Cbor.TEXT -> text(length(number, 1));
            case Cbor.ARRAY -> array(length(number, 1), depth);
            case Cbor.MAP -> map(length(number, 2), depth);
            default -> tagged(number, depth);
        };
    }

    private void count(int weight) {
        values += weight;
        if (values > MOST_VALUES) {
            throw Unencodable.unreadable("the value consists of more than " + MOST_VALUES + " values, or of more than "
                    + MOST_VALUES / CONTAINER + " lists, maps and entries of maps");
        }
    }

    private Object ofUnknownLength(int type, int depth) {
        switch (type) {
            case Cbor.BYTES -> {
                return pieces(type).toByteArray();
            }
            case Cbor.TEXT -> {
                var all = pieces(type).toByteArray();
                return Unencodable.text(all, 0, all.length);
            }
            case Cbor.ARRAY -> {
                var list = new ArrayList<>();
                for (var next = item(depth + 1); next != BREAK; next = item(depth + 1)) {
                    list.add(next);
                }
                return list;
            }
            case Cbor.MAP -> {
                var map = new LinkedHashMap<>();
                for (var key = item(depth + 1); key != BREAK; key = item(depth + 1)) {
                    put(map, key, value(depth + 1));
                }
                return map;
            }
            default -> throw Unencodable.unreadable("a number or tag has no length");
        }
    }

    private ByteArrayOutputStream pieces(int type) {
        var all = new ByteArrayOutputStream();
        while (true) {
            var first = take(1)[0] & 0xff;
            if (first == 0xff) {
                return all;
            }
            if (first >> 5 != type || (first & 31) == UNKNOWN_LENGTH) {
                throw Unencodable.unreadable("a text or bytes in pieces has a piece of another kind");
            }
            all.writeBytes(take(length(number(first & 31), 1)));
        }
    }

    private List<Object> array(int length, int depth) {
        // Lists in lists may each claim all that follows.
        var list = new ArrayList<>(Math.min(length, USUAL_LENGTH));
        for (int i = 0; i < length; i++) {
            list.add(value(depth + 1));
        }
        return list;
    }

    private Map<Object, Object> map(int length, int depth) {
        var map = new LinkedHashMap<>();
        for (int i = 0; i < length; i++) {
            var key = value(depth + 1);
            put(map, key, value(depth + 1));
        }
        return map;
    }

    private void put(Map<Object, Object> map, Object key, Object value) {
        count(CONTAINER);
        Keys.check(key);
        if (map.containsKey(key)) {
            throw Unencodable.unreadable("a map has the same key twice");
        }
        map.put(key, value);
    }

    private Object tagged(long tag, int depth) {
        var inner = value(depth + 1);
        try {
            return switch ((int) Math.max(-1, Math.min(tag, Integer.MAX_VALUE))) {
                case Cbor.DATE_TIME -> OffsetDateTime.parse((String) inner);
                case Cbor.EPOCH -> instant((Number) inner);
                case Cbor.BIG -> new BigInteger(1, (byte[]) inner);
                case Cbor.BIG_NEGATIVE -> new BigInteger(1, (byte[]) inner).not();
                case Cbor.DECIMAL -> decimal((List<?>) inner);
                case Cbor.ID -> id((byte[]) inner);
                case Cbor.SET -> set((List<?>) inner);
                case Cbor.DATE -> LocalDate.parse((String) inner);
                case Cbor.IS_CBOR -> inner;
                default ->
                    throw Unencodable.unreadable("a value has the CBOR tag " + Long.toUnsignedString(tag)
                            + ", which has no counterpart here");
            };
        } catch (ClassCastException | ArithmeticException | DateTimeException | IndexOutOfBoundsException e) {
            throw Unencodable.unreadable("a value of the CBOR tag " + tag + " is not what the tag says");
        }
    }

    private static Instant instant(Number seconds) {
        if (seconds instanceof Double parts) {
            if (!Double.isFinite(parts)) {
                throw new ArithmeticException("no time");
            }
            return Instant.ofEpochSecond(
                    0,
                    new BigDecimal(parts)
                            .movePointRight(9)
                            .setScale(0, RoundingMode.HALF_EVEN)
                            .longValueExact());
        }
        return Instant.ofEpochSecond((Long) seconds);
    }

    private static BigDecimal decimal(List<?> parts) {
        var unscaled = parts.get(1) instanceof BigInteger big ? big : BigInteger.valueOf((Long) parts.get(1));
        return new BigDecimal(unscaled, Math.toIntExact(Math.negateExact((Long) parts.get(0))));
    }

    private static UUID id(byte[] bytes) {
        var buffer = ByteBuffer.wrap(bytes);
        if (bytes.length != 16) {
            throw new IndexOutOfBoundsException(bytes.length);
        }
        return new UUID(buffer.getLong(), buffer.getLong());
    }

    private static Set<Object> set(List<?> items) {
        items.forEach(Keys::check);
        return new LinkedHashSet<>(items);
    }

    private Object simple(int info) {
        return switch (info) {
            case 20 -> false;
            case 21 -> true;
            case 22, 23 -> null;
            case 25 -> half((int) fixed(2));
            case 26 -> (double) Float.intBitsToFloat((int) fixed(4));
            case 27 -> Double.longBitsToDouble(fixed(8));
            case UNKNOWN_LENGTH -> BREAK;
            default -> throw Unencodable.unreadable("a value is a CBOR simple value without a meaning here");
        };
    }

    private static double half(int bits) {
        var exponent = bits >> 10 & 31;
        var fraction = bits & 0x3ff;
        double size = switch (exponent) {
            case 0 -> Math.scalb((double) fraction, -24);
            case 31 -> fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
            default -> Math.scalb((double) (fraction + 1024), exponent - 25);
        };
        return (bits & 0x8000) == 0 ? size : -size;
    }

    private long number(int info) {
        if (info < 24) {
            return info;
        }
        if (info > 27) {
            throw Unencodable.unreadable("the answer is not CBOR");
        }
        return fixed(1 << info - 24);
    }

    private long fixed(int width) {
        long value = 0;
        for (var next : take(width)) {
            value = value << 8 | next & 0xff;
        }
        return value;
    }

    private int length(long length, int bytesEach) {
        if (length < 0 || length > (bytes.length - at) / bytesEach) {
            throw cut();
        }
        return (int) length;
    }

    private String text(int length) {
        var text = Unencodable.text(bytes, at, length);
        at += length;
        return text;
    }

    private byte[] take(int length) {
        if (length > bytes.length - at) {
            throw cut();
        }
        var part = new byte[length];
        System.arraycopy(bytes, at, part, 0, length);
        at += length;
        return part;
    }

    private static RuntimeException cut() {
        return Unencodable.unreadable("the value ends in the middle");
    }
}
