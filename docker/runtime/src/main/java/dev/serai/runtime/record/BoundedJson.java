package dev.serai.runtime.record;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.items.model.Binary;
import dev.serai.items.model.Item;
import dev.serai.items.model.Items;
import dev.serai.items.model.Outputs;
import dev.serai.support.http.Redaction;
import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAmount;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Writes values as JSON up to a length. Values may be hostile: endless in themselves, huge, or of classes whose
 * {@code toString} does anything, so only known classes are read and nothing is read further than shown.
 */
final class BoundedJson {

    private static final int DEPTH = 24;
    private static final ClassValue<RecordComponent[]> COMPONENTS = new ClassValue<>() {
        @Override
        protected RecordComponent[] computeValue(Class<?> type) {
            var components = type.getRecordComponents();
            for (var component : components) {
                component.getAccessor().trySetAccessible();
            }
            return components;
        }
    };

    private final StringBuilder out = new StringBuilder(256);
    private final int limit;
    private final Secrets secrets;
    private boolean cut;
    private boolean masked;
    private boolean lossy;

    BoundedJson(int limit, Secrets secrets) {
        this.limit = limit;
        this.secrets = secrets;
    }

    /** Whether it is of a class that is read. */
    static boolean reads(Object value) {
        return value instanceof JsonNode
                || value instanceof Map && isOfPlatform(value)
                || value instanceof Collection && isOfPlatform(value)
                || isItems(value)
                || value instanceof Record
                || value instanceof Number && isOfPlatform(value)
                || value instanceof Boolean
                || value instanceof Optional
                || value.getClass().isArray() && !(value instanceof byte[]);
    }

    /** Collections of others may load what they hold from somewhere while they are read. */
    private static boolean isOfPlatform(Object value) {
        var name = value.getClass().getName();
        return name.startsWith("java.") || name.startsWith("org.apache.camel.");
    }

    /** Of one list, or of a list for each output of a step. */
    static boolean isItems(Object value) {
        return value instanceof Items || value instanceof Outputs;
    }

    Shown show(Object value) {
        write(value, 0);
        if (out.length() > limit) {
            out.setLength(limit);
            cut = true;
        }
        return new Shown(
                Shown.JSON, value.getClass().getName(), out.toString(), cut ? -1 : out.length(), cut, masked, !lossy);
    }

    private boolean full() {
        cut |= out.length() > limit;
        return cut;
    }

    private void write(Object value, int depth) {
        if (full()) {
            return;
        }
        if (value == null) {
            out.append("null");
        } else if (value instanceof String text) {
            string(text);
        } else if (value instanceof Number && isOfPlatform(value) || value instanceof Boolean) {
            number(value);
        } else if (depth > DEPTH) {
            other("nested too deep");
        } else if (value instanceof JsonNode node) {
            node(node, depth);
        } else if (value instanceof Map<?, ?> map && isOfPlatform(map)) {
            map(map, depth);
        } else if (value instanceof Collection<?> list && isOfPlatform(list)) {
            list(list, depth);
        } else {
            object(value, depth);
        }
    }

    private void object(Object value, int depth) {
        if (value instanceof Enum<?> constant) {
            lossy = true;
            string(constant.name());
        } else if (value instanceof UUID
                || (value instanceof Temporal || value instanceof TemporalAmount) && isOfPlatform(value)) {
            lossy = true;
            string(value.toString());
        } else if (value instanceof Optional<?> optional) {
            lossy = true;
            write(optional.orElse(null), depth + 1);
        } else if (isItems(value)) {
            lossy = true;
            list((Collection<?>) value, depth);
        } else if (value instanceof Item item) {
            lossy = true;
            item(item, depth);
        } else if (value instanceof Binary file) {
            lossy = true;
            other(file.toString());
        } else if (value instanceof Record record) {
            lossy = true;
            record(record, depth);
        } else if (value.getClass().isArray() && !(value instanceof byte[])) {
            lossy = true;
            array(value, depth);
        } else {
            other(value.getClass().getName());
        }
    }

    private void number(Object value) {
        var special = value instanceof Double number && !Double.isFinite(number)
                || value instanceof Float small && !Float.isFinite(small);
        if (special) {
            lossy = true;
            string(value.toString());
        } else {
            lossy |= !(value instanceof Integer
                    || value instanceof Boolean
                    || value instanceof Double
                    || value instanceof Long);
            out.append(value);
        }
    }

    private void node(JsonNode node, int depth) {
        if (node.isObject()) {
            out.append('{');
            var first = true;
            for (var fields = node.fields(); fields.hasNext() && !full(); first = false) {
                var field = fields.next();
                member(field.getKey(), field.getValue(), first, depth);
            }
            out.append('}');
        } else if (node.isArray()) {
            out.append('[');
            var first = true;
            for (var items = node.elements(); items.hasNext() && !full(); first = false) {
                item(items.next(), first, depth);
            }
            out.append(']');
        } else if (node.isTextual()) {
            string(node.textValue());
        } else if (node.isNumber() || node.isBoolean() || node.isNull()) {
            out.append(node.asText());
        } else {
            other(node.getNodeType().name());
        }
    }

    private void map(Map<?, ?> map, int depth) {
        out.append('{');
        var first = true;
        for (var entries = map.entrySet().iterator(); entries.hasNext() && !full(); first = false) {
            var entry = entries.next();
            member(name(entry.getKey()), entry.getValue(), first, depth);
        }
        out.append('}');
    }

    private String name(Object key) {
        if (key instanceof String text) {
            return text;
        }
        lossy = true;
        if (key instanceof Number && isOfPlatform(key) || key instanceof Boolean || key == null) {
            return String.valueOf(key);
        }
        return key instanceof Enum<?> constant
                ? constant.name()
                : key.getClass().getName();
    }

    private void list(Collection<?> list, int depth) {
        out.append('[');
        var first = true;
        for (var items = list.iterator(); items.hasNext() && !full(); first = false) {
            item(items.next(), first, depth);
        }
        out.append(']');
    }

    private void array(Object array, int depth) {
        out.append('[');
        for (int i = 0; i < Array.getLength(array) && !full(); i++) {
            item(Array.get(array, i), i == 0, depth);
        }
        out.append(']');
    }

    /** Its fields, and what else there is of it; where it came from is what its step did. */
    private void item(Item item, int depth) {
        out.append('{');
        member("json", item.json(), true, depth);
        if (!item.binary().isEmpty()) {
            member("binary", item.binary(), false, depth);
        }
        if (item.error() != null) {
            member("error", item.error(), false, depth);
        }
        out.append('}');
    }

    private void record(Record record, int depth) {
        out.append('{');
        var first = true;
        for (var component : COMPONENTS.get(record.getClass())) {
            if (full()) {
                break;
            }
            member(component.getName(), read(record, component), first, depth);
            first = false;
        }
        out.append('}');
    }

    private static Object read(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException | RuntimeException e) {
            return "(unreadable)";
        }
    }

    private void member(String name, Object value, boolean first, int depth) {
        if (!first) {
            out.append(',');
        }
        string(name);
        out.append(':');
        if (value != null && secrets.isName(name)) {
            masked = true;
            out.append('"').append(Redaction.MASK).append('"');
        } else {
            write(value, depth + 1);
        }
    }

    private void item(Object value, boolean first, int depth) {
        if (!first) {
            out.append(',');
        }
        write(value, depth + 1);
    }

    private void other(String what) {
        lossy = true;
        string("(" + what + ")");
    }

    private void string(String text) {
        var room = Math.max(0, limit - out.length()) + 1;
        out.append('"');
        JsonStringEncoder.getInstance().quoteAsString(text.length() > room ? text.substring(0, room) : text, out);
        cut |= text.length() > room;
        out.append('"');
    }
}
