package dev.serai.modal.client.codec;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.support.json.Json;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes one value in one frame. An array becomes a tuple. */
final class PickleWriter {

    /** Python hands items over in groups of this size. */
    private static final int GROUP = 1000;

    /** Python makes no frame for less. */
    private static final int SMALLEST_FRAME = 4;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);

    byte[] bytes() {
        out.write(Pickle.STOP);
        var body = out.toByteArray();
        var whole = new ByteArrayOutputStream(body.length + 11);
        whole.write(Pickle.PROTO);
        whole.write(4);
        if (body.length >= SMALLEST_FRAME) {
            whole.write(Pickle.FRAME);
            for (int shift = 0; shift < 64; shift += 8) {
                whole.write((int) ((long) body.length >>> shift));
            }
        }
        whole.writeBytes(body);
        return whole.toByteArray();
    }

    void write(Object value, int depth) {
        Unencodable.checkDepth(depth);
        if (value == null) {
            out.write(Pickle.NONE);
        } else if (value instanceof Boolean flag) {
            out.write(flag ? Pickle.TRUE : Pickle.FALSE);
        } else if (value instanceof Number number) {
            number(number);
        } else if (value instanceof CharSequence text) {
            var bytes = Unencodable.utf8(text);
            sized(bytes, Pickle.SHORT_TEXT, Pickle.TEXT);
        } else if (value instanceof byte[] bytes) {
            sized(bytes, Pickle.SHORT_BYTES, Pickle.BYTES);
        } else if (value instanceof Map<?, ?> map) {
            map(map, depth);
        } else if (value instanceof Set<?> set) {
            remembered(Pickle.EMPTY_SET);
            groups(set.iterator(), set.size(), item -> write(item, depth + 1), 0, Pickle.ADDITEMS);
        } else if (value instanceof List<?> list) {
            remembered(Pickle.EMPTY_LIST);
            groups(list.iterator(), list.size(), item -> write(item, depth + 1), Pickle.APPEND, Pickle.APPENDS);
        } else if (value instanceof Object[] items) {
            tuple(items, depth);
        } else if (value instanceof JsonNode json) {
            write(Json.MAPPER.convertValue(json, Object.class), depth);
        } else {
            throw Unencodable.value(value);
        }
    }

    private void map(Map<?, ?> map, int depth) {
        remembered(Pickle.EMPTY_DICT);
        groups(
                map.entrySet().iterator(),
                map.size(),
                entry -> {
                    write(entry.getKey(), depth + 1);
                    write(entry.getValue(), depth + 1);
                },
                Pickle.SETITEM,
                Pickle.SETITEMS);
    }

    private interface Item<T> {
        void write(T item);
    }

    /** @param alone what adds a single item, or 0 where there is no such thing */
    private <T> void groups(Iterator<? extends T> items, int size, Item<T> item, int alone, int many) {
        for (int left = size; left > 0; left -= GROUP) {
            if (left == 1 && alone != 0) {
                item.write(items.next());
                out.write(alone);
                return;
            }
            out.write(Pickle.MARK);
            for (int i = Math.min(left, GROUP); i > 0; i--) {
                item.write(items.next());
            }
            out.write(many);
        }
    }

    private void tuple(Object[] items, int depth) {
        if (items.length == 0) {
            out.write(Pickle.EMPTY_TUPLE);
            return;
        }
        if (items.length > 3) {
            out.write(Pickle.MARK);
        }
        Arrays.stream(items).forEach(item -> write(item, depth + 1));
        remembered(
                switch (items.length) {
                    case 1 -> Pickle.TUPLE1;
                    case 2 -> Pickle.TUPLE2;
                    case 3 -> Pickle.TUPLE3;
                    default -> Pickle.TUPLE;
                });
    }

    private void number(Number number) {
        if (number instanceof Double || number instanceof Float) {
            out.write(Pickle.BINFLOAT);
            var bits = Double.doubleToLongBits(number.doubleValue());
            for (int shift = 56; shift >= 0; shift -= 8) {
                out.write((int) (bits >>> shift));
            }
        } else if (number instanceof Long
                || number instanceof Integer
                || number instanceof Short
                || number instanceof Byte) {
            integer(number.longValue());
        } else if (number instanceof BigInteger big) {
            if (big.bitLength() < 64) {
                integer(big.longValue());
            } else {
                large(big);
            }
        } else {
            throw Unencodable.value(number);
        }
    }

    private void integer(long value) {
        if (value >= 0 && value < 1 << 8) {
            out.write(Pickle.BININT1);
            little(value, 1);
        } else if (value >= 0 && value < 1 << 16) {
            out.write(Pickle.BININT2);
            little(value, 2);
        } else if (value == (int) value) {
            out.write(Pickle.BININT);
            little(value, 4);
        } else {
            large(BigInteger.valueOf(value));
        }
    }

    private void large(BigInteger value) {
        var bytes = value.toByteArray();
        if (bytes.length < 1 << 8) {
            out.write(Pickle.LONG1);
            little(bytes.length, 1);
        } else {
            out.write(Pickle.LONG4);
            little(bytes.length, 4);
        }
        for (int i = bytes.length - 1; i >= 0; i--) {
            out.write(bytes[i]);
        }
    }

    private void sized(byte[] bytes, int shortCode, int longCode) {
        if (bytes.length < 1 << 8) {
            out.write(shortCode);
            little(bytes.length, 1);
        } else {
            out.write(longCode);
            little(bytes.length, 4);
        }
        out.writeBytes(bytes);
        out.write(Pickle.MEMOIZE);
    }

    private void remembered(int code) {
        out.write(code);
        out.write(Pickle.MEMOIZE);
    }

    private void little(long value, int width) {
        for (int i = 0; i < width; i++) {
            out.write((int) (value >>> 8 * i));
        }
    }
}
