package dev.serai.offline.modal.wire;

import dev.serai.modal.proto.ObjectCreationType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Objects of one kind, by their names in an environment and by their identifiers. */
public final class Named<T> {
    private static final String MAIN = "main";

    private final String kind;
    private final String prefix;
    private final Function<String, T> maker;
    private final Map<String, String> ids = new LinkedHashMap<>();
    private final Map<String, T> objects = new LinkedHashMap<>();

    /**
     * Makes an empty one.
     *
     * @param kind how messages call such an object
     * @param maker makes an object with an identifier
     */
    public Named(String kind, String prefix, Function<String, T> maker) {
        this.kind = kind;
        this.prefix = prefix;
        this.maker = maker;
    }

    /** An environment by the name that a client gave. */
    public static String environment(String name) {
        if (!name.isEmpty() && !name.equals(MAIN)) {
            throw Refusal.notFound("Environment '" + name + "' not found");
        }
        return MAIN;
    }

    /** The identifier of an object that is there or is made, as the client wishes. */
    public synchronized String find(String environment, String name, ObjectCreationType wish) {
        environment(environment);
        switch (wish) {
            case OBJECT_CREATION_TYPE_EPHEMERAL, OBJECT_CREATION_TYPE_ANONYMOUS_OWNED_BY_APP -> {
                return make();
            }
            default -> {}
        }
        if (name.isEmpty()) {
            throw Refusal.invalid(kind + " name is missing");
        }
        var known = ids.get(name);
        return switch (wish) {
            case OBJECT_CREATION_TYPE_UNSPECIFIED -> {
                if (known == null) {
                    throw Refusal.notFound(kind + " '" + name + "' not found in environment '" + MAIN + "'");
                }
                yield known;
            }
            case OBJECT_CREATION_TYPE_CREATE_IF_MISSING -> known != null ? known : named(name);
            case OBJECT_CREATION_TYPE_CREATE_FAIL_IF_EXISTS -> {
                if (known != null) {
                    throw Refusal.of(Status.ALREADY_EXISTS, kind + " '" + name + "' already exists");
                }
                yield named(name);
            }
            case OBJECT_CREATION_TYPE_CREATE_OVERWRITE_IF_EXISTS -> {
                if (known != null) {
                    objects.remove(known);
                }
                yield named(name);
            }
            default -> throw Refusal.notDone("creation of a " + kind + " by " + wish);
        };
    }

    public synchronized T get(String id) {
        var found = objects.get(id);
        if (found == null) {
            throw Refusal.notFound(kind + " '" + id + "' not found");
        }
        return found;
    }

    /** The object of a name, or null. */
    public synchronized T byName(String name) {
        var id = ids.get(name);
        return id == null ? null : objects.get(id);
    }

    public synchronized T remove(String id) {
        var found = get(id);
        objects.remove(id);
        ids.values().remove(id);
        return found;
    }

    public synchronized List<T> all() {
        return new ArrayList<>(objects.values());
    }

    /** Names and identifiers, oldest first. */
    public synchronized Map<String, String> names() {
        return new LinkedHashMap<>(ids);
    }

    public synchronized void clear() {
        ids.clear();
        objects.clear();
    }

    private String named(String name) {
        var id = make();
        ids.put(name, id);
        return id;
    }

    private String make() {
        var id = Ids.next(prefix);
        objects.put(id, maker.apply(id));
        return id;
    }
}
