package dev.serai.runtime.record;

import dev.serai.support.http.Redaction;
import java.util.Map;

/** Headers or variables as they were at one moment. Equal ones that follow each other are one object. */
final class Fields {

    static final Fields NONE = new Fields(new String[0], new Object[0], new Shown[0]);
    /** The name under which stands that there were more. */
    static final String MORE = "(more)";

    private static final Shown NOT_KEPT = new Shown(Shown.OBJECT, "not kept", null, -1, true, false);
    /** There were some, and the run has no room for them. */
    static final Fields LEFT_OUT = new Fields(new String[] {MORE}, new Object[1], new Shown[] {NOT_KEPT});

    static final int MOST = 100;
    private static final int LONGEST = 4 * 1_024;
    private static final int TOGETHER = 32 * 1_024;
    private static final String OWN = "CamelSerai";
    private static final Shown MASKED = new Shown(Shown.TEXT, null, Redaction.MASK, -1, false, true);

    final String[] names;
    /** What the values were, to see whether they are still the same. */
    private final Object[] values;

    final Shown[] shown;

    private Fields(String[] names, Object[] values, Shown[] shown) {
        this.names = names;
        this.values = values;
        this.shown = shown;
    }

    /** @param before what may still hold; not null */
    static Fields of(Map<String, Object> map, Fields before, Secrets secrets) {
        if (map.isEmpty()) {
            return NONE;
        }
        return before.holds(map) ? before : read(map, secrets);
    }

    private boolean holds(Map<String, Object> map) {
        int at = 0;
        for (var entry : map.entrySet()) {
            if (isKept(entry.getKey(), entry.getValue())) {
                if (at == MOST) {
                    return names.length > MOST;
                }
                if (at == names.length || names[at] != entry.getKey() || values[at] != entry.getValue()) {
                    return false;
                }
                at++;
            }
        }
        return at == names.length;
    }

    private static Fields read(Map<String, Object> map, Secrets secrets) {
        int size = 0;
        for (var entry : map.entrySet()) {
            size += isKept(entry.getKey(), entry.getValue()) ? 1 : 0;
        }
        var more = size > MOST;
        size = more ? MOST + 1 : size;
        var names = new String[size];
        var values = new Object[size];
        var shown = new Shown[size];
        int at = 0;
        int weight = 0;
        if (more) {
            names[MOST] = MORE;
            shown[MOST] = NOT_KEPT;
        }
        for (var entries = map.entrySet().iterator(); at < Math.min(size, MOST); ) {
            var entry = entries.next();
            if (isKept(entry.getKey(), entry.getValue())) {
                names[at] = entry.getKey();
                values[at] = entry.getValue();
                var next = secrets.isName(entry.getKey()) ? MASKED : show(entry.getValue(), secrets);
                weight += next.weight();
                shown[at] = weight > TOGETHER ? Shown.named(next.kind(), entry.getValue(), next.size()) : next;
                at++;
            }
        }
        return new Fields(names, values, shown);
    }

    /** What Camel's parts hand to one another, such as connections, says nothing to people. */
    private static boolean isKept(String name, Object value) {
        if (value == null || name.startsWith(OWN)) {
            return false;
        }
        return !name.startsWith("Camel") || value instanceof String || BoundedJson.reads(value);
    }

    private static Shown show(Object value, Secrets secrets) {
        return value instanceof String text && text.length() <= LONGEST
                ? new Shown(Shown.TEXT, null, text, text.length(), false, false)
                : new Bodies(LONGEST, secrets).show(value, null);
    }

    int weight() {
        int weight = 32;
        for (int i = 0; i < names.length; i++) {
            weight += names[i].length() + shown[i].weight();
        }
        return weight;
    }
}
