package dev.serai.modal.client.codec;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Runs the part of pickle's stack machine that makes plain data. Whatever would call or import something is refused.
 *
 * <p>A value that is used again is copied, so that what comes out is a tree, and copying has a budget: a few bytes could
 * otherwise stand for more values than there is memory.
 */
final class PickleReader {

    private static final Object MARKED = new Object();
    private static final int MOST_VALUES = 1_000_000;

    private final byte[] bytes;
    private final List<Object> stack = new ArrayList<>();
    private final Map<Long, Object> memo = new LinkedHashMap<>();
    private final Set<Object> copies = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Object> copied = Collections.newSetFromMap(new IdentityHashMap<>());
    private int values;
    private int at;

    PickleReader(byte[] bytes) {
        this.bytes = bytes;
    }

    Object whole() {
        if (unsigned(1) != Pickle.PROTO || unsigned(1) > 5) {
            throw Unencodable.unreadable("the value is not a pickle of the protocols 2 to 5");
        }
        for (var code = (int) unsigned(1); code != Pickle.STOP; code = (int) unsigned(1)) {
            step(code);
        }
        if (stack.size() != 1 || at < bytes.length) {
            throw bad();
        }
        var value = pop();
        depth(value, 0);
        return value;
    }

    private void step(int code) {
        switch (code) {
            case Pickle.FRAME -> unsigned(8);
            case Pickle.MARK -> push(MARKED);
            case Pickle.NONE -> push(null);
            case Pickle.TRUE -> push(true);
            case Pickle.FALSE -> push(false);
            case Pickle.BININT1 -> push(unsigned(1));
            case Pickle.BININT2 -> push(unsigned(2));
            case Pickle.BININT -> push((long) (int) unsigned(4));
            case Pickle.LONG1 -> push(integer(take(length(1))));
            case Pickle.LONG4 -> push(integer(take(length(4))));
            case Pickle.BINFLOAT -> push(Double.longBitsToDouble(Long.reverseBytes(unsigned(8))));
            case Pickle.SHORT_TEXT -> push(text(length(1)));
            case Pickle.TEXT -> push(text(length(4)));
            case Pickle.LONG_TEXT -> push(text(length(8)));
            case Pickle.SHORT_BYTES -> push(take(length(1)));
            case Pickle.BYTES -> push(take(length(4)));
            case Pickle.LONG_BYTES, Pickle.BYTEARRAY -> push(take(length(8)));
            case Pickle.MEMOIZE -> memo.put((long) memo.size(), top());
            case Pickle.PUT -> memo.put(unsigned(1), top());
            case Pickle.LONG_PUT -> memo.put(unsigned(4), top());
            case Pickle.GET -> again(unsigned(1));
            case Pickle.LONG_GET -> again(unsigned(4));
            default -> container(code);
        }
    }

    private void container(int code) {
        switch (code) {
            case Pickle.EMPTY_LIST -> push(new ArrayList<>());
            case Pickle.EMPTY_DICT -> push(new LinkedHashMap<>());
            case Pickle.EMPTY_SET -> push(new LinkedHashSet<>());
            case Pickle.EMPTY_TUPLE -> push(List.of());
            case Pickle.TUPLE1 -> push(tuple(last(1)));
            case Pickle.TUPLE2 -> push(tuple(last(2)));
            case Pickle.TUPLE3 -> push(tuple(last(3)));
            case Pickle.TUPLE -> push(tuple(sinceMark()));
            case Pickle.FROZENSET -> push(set(new LinkedHashSet<>(), sinceMark()));
            case Pickle.APPEND -> append(last(1));
            case Pickle.APPENDS -> append(sinceMark());
            case Pickle.ADDITEMS -> {
                var items = sinceMark();
                set(open(Set.class), items);
            }
            case Pickle.SETITEM -> put(last(2));
            case Pickle.SETITEMS -> put(sinceMark());
            default ->
                throw Unencodable.unreadable(
                        "the value is an object of a Python class, of which plain data can't be made (pickle code 0x"
                                + Integer.toHexString(code) + ")");
        }
    }

    private static List<Object> tuple(List<Object> items) {
        return Collections.unmodifiableList(items);
    }

    @SuppressWarnings("unchecked")
    private void append(List<Object> items) {
        open(List.class).addAll(items);
    }

    @SuppressWarnings("unchecked")
    private static Set<Object> set(Set<?> set, List<Object> items) {
        items.forEach(Keys::check);
        ((Set<Object>) set).addAll(items);
        return (Set<Object>) set;
    }

    @SuppressWarnings("unchecked")
    private void put(List<Object> pairs) {
        if (pairs.size() % 2 != 0) {
            throw bad();
        }
        var map = open(Map.class);
        for (int i = 0; i < pairs.size(); i += 2) {
            Keys.check(pairs.get(i));
            map.put(pairs.get(i), pairs.get(i + 1));
        }
    }

    /** What is on top and still being filled. */
    private <T> T open(Class<T> type) {
        var top = top();
        if (!type.isInstance(top) || top instanceof List && !(top instanceof ArrayList)) {
            throw bad();
        }
        // What has been used already would have to change in both places, and may contain itself.
        if (copies.contains(top) || copied.contains(top)) {
            throw Unencodable.unreadable("the value contains itself");
        }
        return type.cast(top);
    }

    private void again(long index) {
        if (!memo.containsKey(index)) {
            throw bad();
        }
        var value = memo.get(index);
        push(copy(value, 0));
    }

    private Object copy(Object value, int depth) {
        count();
        if (depth > Unencodable.DEEPEST) {
            throw tooDeep();
        }
        copied.add(value);
        if (value instanceof List<?> list) {
            var copy = new ArrayList<>(list.size());
            list.forEach(item -> copy.add(copy(item, depth + 1)));
            copies.add(copy);
            return copy;
        }
        if (value instanceof Set<?> set) {
            set.forEach(item -> count());
            var copy = new LinkedHashSet<>(set);
            copies.add(copy);
            return copy;
        }
        if (value instanceof Map<?, ?> map) {
            var copy = new LinkedHashMap<>();
            map.forEach((key, item) -> copy.put(key, copy(item, depth + 1)));
            copies.add(copy);
            return copy;
        }
        return value;
    }

    private static void depth(Object value, int depth) {
        if (depth > Unencodable.DEEPEST) {
            throw tooDeep();
        }
        if (value instanceof List<?> list) {
            list.forEach(item -> depth(item, depth + 1));
        } else if (value instanceof Map<?, ?> map) {
            map.values().forEach(item -> depth(item, depth + 1));
        }
    }

    private static RuntimeException tooDeep() {
        return Unencodable.unreadable("the value is nested more than " + Unencodable.DEEPEST + " deep");
    }

    private void push(Object value) {
        count();
        stack.add(value);
    }

    private void count() {
        if (++values > MOST_VALUES) {
            throw Unencodable.unreadable("the value consists of more than " + MOST_VALUES + " values");
        }
    }

    private Object top() {
        if (stack.isEmpty() || stack.get(stack.size() - 1) == MARKED) {
            throw bad();
        }
        return stack.get(stack.size() - 1);
    }

    private Object pop() {
        var top = top();
        stack.remove(stack.size() - 1);
        return top;
    }

    private List<Object> last(int count) {
        var items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            items.add(pop());
        }
        Collections.reverse(items);
        return items;
    }

    private List<Object> sinceMark() {
        var mark = stack.lastIndexOf(MARKED);
        if (mark < 0) {
            throw bad();
        }
        var tail = stack.subList(mark, stack.size());
        List<Object> items = new ArrayList<>(tail.subList(1, tail.size()));
        tail.clear();
        return items;
    }

    private static Object integer(byte[] little) {
        for (int i = 0, j = little.length - 1; i < j; i++, j--) {
            var swapped = little[i];
            little[i] = little[j];
            little[j] = swapped;
        }
        if (little.length == 0) {
            return 0L;
        }
        var big = new BigInteger(little);
        return big.bitLength() < 64 ? (Object) big.longValue() : big;
    }

    private int length(int width) {
        var length = unsigned(width);
        if (length < 0 || length > bytes.length - at) {
            throw Unencodable.unreadable("the value ends in the middle");
        }
        return (int) length;
    }

    private String text(int length) {
        var text = Unencodable.text(bytes, at, length);
        at += length;
        return text;
    }

    private byte[] take(int length) {
        var part = new byte[length];
        System.arraycopy(bytes, at, part, 0, length);
        at += length;
        return part;
    }

    private long unsigned(int width) {
        if (width > bytes.length - at) {
            throw Unencodable.unreadable("the value ends in the middle");
        }
        long value = 0;
        for (int i = 0; i < width; i++) {
            value |= (bytes[at++] & 0xffL) << 8 * i;
        }
        return value;
    }

    private static RuntimeException bad() {
        return Unencodable.unreadable("the value is not a pickle");
    }
}
