package dev.serai.items.expression;

import dev.serai.items.model.Values;
import dev.serai.items.script.Session;
import java.util.ArrayList;
import java.util.List;

/** A parameter that was read once and can be evaluated for many items. */
public final class Expression {

    /** A piece of it. */
    private interface Part {
        Object evaluate(Session session, Scope scope);
    }

    private final List<Part> parts;
    private final boolean keepsType;
    private final boolean constant;
    private final String source;

    private Expression(Template template, String source) {
        this.source = source;
        keepsType = template.keepsType();
        constant = template.parts().stream().noneMatch(Template.Part::code);
        parts = new ArrayList<>();
        for (var part : template.parts()) {
            parts.add(part.code() ? code(part.text()) : (session, scope) -> part.text());
        }
    }

    private static Part code(String code) {
        var path = Path.of(code);
        if (path != null) {
            return (session, scope) -> path.evaluate(scope);
        }
        return code.isEmpty() ? (session, scope) -> null : (session, scope) -> session.evaluate(code, scope);
    }

    /** A parameter: plain text unless it is marked as a template. */
    public static Expression parameter(String text) {
        return new Expression(Template.parameter(text), text);
    }

    /** What can only be an expression. */
    public static Expression of(String text) {
        return new Expression(Template.expression(text), text);
    }

    /** Whether it is text without any code. */
    public boolean constant() {
        return constant;
    }

    public String source() {
        return source;
    }

    public Object evaluate(Session session, Scope scope) {
        if (keepsType || parts.size() == 1) {
            return parts.get(0).evaluate(session, scope);
        }
        var text = new StringBuilder();
        for (var part : parts) {
            text.append(Values.text(part.evaluate(session, scope)));
        }
        return text.toString();
    }
}
