package dev.serai.ollama.doctor;

import java.util.Map;

/** Reads fields of an answer that may be missing or of another type than expected. */
final class Fields {

    private Fields() {}

    /** 0 when there is no such number. */
    static long number(Map<?, ?> map, String name) {
        return map.get(name) instanceof Number number ? number.longValue() : 0;
    }

    static String text(Map<?, ?> map, String name) {
        return map.get(name) instanceof String text ? text : "";
    }

    static Map<?, ?> map(Map<?, ?> map, String name) {
        return map.get(name) instanceof Map<?, ?> inner ? inner : Map.of();
    }
}
