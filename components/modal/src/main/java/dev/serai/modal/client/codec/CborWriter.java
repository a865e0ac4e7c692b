package dev.serai.modal.client.codec;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.support.json.Json;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Writes one value, integers and lengths as short as they can be. */
final class CborWriter {

    private static final BigInteger MOST = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);

    byte[] bytes() {
        return out.toByteArray();
    }

    void write(Object value, int depth) {
        Unencodable.checkDepth(depth);
        if (value == null) {
            out.write(0xf6);
        } else if (value instanceof Boolean flag) {
            out.write(flag ? 0xf5 : 0xf4);
        } else if (value instanceof Number number) {
            number(number, depth);
        } else if (value instanceof CharSequence text) {
            bytes(Cbor.TEXT, Unencodable.utf8(text));
        } else if (value instanceof byte[] bytes) {
            bytes(Cbor.BYTES, bytes);
        } else if (value instanceof Map<?, ?> map) {
            head(Cbor.MAP, map.size());
            map.forEach((key, entry) -> {
                write(key, depth + 1);
                write(entry, depth + 1);
            });
        } else if (value instanceof Collection<?> items) {
            if (items instanceof Set) {
                head(Cbor.TAG, Cbor.SET);
            }
            head(Cbor.ARRAY, items.size());
            items.forEach(item -> write(item, depth + 1));
        } else if (value.getClass().isArray()) {
            head(Cbor.ARRAY, Array.getLength(value));
            for (int i = 0; i < Array.getLength(value); i++) {
                write(Array.get(value, i), depth + 1);
            }
        } else if (value instanceof JsonNode json) {
            write(Json.MAPPER.convertValue(json, Object.class), depth);
        } else {
            special(value);
        }
    }

    private void number(Number number, int depth) {
        if (number instanceof Long || number instanceof Integer || number instanceof Short || number instanceof Byte) {
            integer(number.longValue());
        } else if (number instanceof Double || number instanceof Float) {
            out.write(0xfb);
            fixed(Double.doubleToLongBits(number.doubleValue()), 8);
        } else if (number instanceof BigInteger big) {
            big(big);
        } else if (number instanceof BigDecimal decimal) {
            head(Cbor.TAG, Cbor.DECIMAL);
            head(Cbor.ARRAY, 2);
            integer(-(long) decimal.scale());
            write(decimal.unscaledValue(), depth + 1);
        } else {
            throw Unencodable.value(number);
        }
    }

    private void integer(long value) {
        if (value >= 0) {
            head(Cbor.INT, value);
        } else {
            head(Cbor.NEGATIVE, -1 - value);
        }
    }

    private void big(BigInteger value) {
        var negative = value.signum() < 0;
        var magnitude = negative ? value.not() : value;
        if (magnitude.compareTo(MOST) <= 0) {
            head(negative ? Cbor.NEGATIVE : Cbor.INT, magnitude.longValue());
            return;
        }
        head(Cbor.TAG, negative ? Cbor.BIG_NEGATIVE : Cbor.BIG);
        var bytes = magnitude.toByteArray();
        var sign = bytes[0] == 0 ? 1 : 0;
        head(Cbor.BYTES, bytes.length - sign);
        out.write(bytes, sign, bytes.length - sign);
    }

    private void special(Object value) {
        if (value instanceof OffsetDateTime time) {
            head(Cbor.TAG, Cbor.DATE_TIME);
            bytes(Cbor.TEXT, Unencodable.utf8(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time)));
        } else if (value instanceof ZonedDateTime time) {
            special(time.toOffsetDateTime());
        } else if (value instanceof Instant time) {
            special(time.atOffset(ZoneOffset.UTC));
        } else if (value instanceof LocalDate date) {
            head(Cbor.TAG, Cbor.DATE);
            bytes(Cbor.TEXT, Unencodable.utf8(date.toString()));
        } else if (value instanceof UUID id) {
            head(Cbor.TAG, Cbor.ID);
            head(Cbor.BYTES, 16);
            fixed(id.getMostSignificantBits(), 8);
            fixed(id.getLeastSignificantBits(), 8);
        } else {
            throw Unencodable.value(value);
        }
    }

    private void bytes(int type, byte[] bytes) {
        head(type, bytes.length);
        out.write(bytes, 0, bytes.length);
    }

    /** The number counts as unsigned. */
    private void head(int type, long number) {
        var first = type << 5;
        if (number >= 0 && number < 24) {
            out.write(first | (int) number);
        } else if (number >= 0 && number < 1 << 8) {
            out.write(first | 24);
            out.write((int) number);
        } else if (number >= 0 && number < 1 << 16) {
            out.write(first | 25);
            fixed(number, 2);
        } else if (number >= 0 && number < 1L << 32) {
            out.write(first | 26);
            fixed(number, 4);
        } else {
            out.write(first | 27);
            fixed(number, 8);
        }
    }

    private void fixed(long value, int width) {
        for (int shift = 8 * (width - 1); shift >= 0; shift -= 8) {
            out.write((int) (value >>> shift));
        }
    }
}
