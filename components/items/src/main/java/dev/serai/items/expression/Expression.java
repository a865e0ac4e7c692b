package dev.serai.items.expression;

import dev.serai.items.model.Values;
import dev.serai.items.script.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/** A parameter that was read once and can be evaluated for many items. */
public final class Expression {

    /** A piece of it. */
    private interface Part {
        Object evaluate(Session session, Scope scope);
    }

    private static final Pattern CODE = Pattern.compile("\\{\\{(.*?)}}", Pattern.DOTALL);

    private final List<Part> parts;
    private final boolean keepsType;
    private final boolean constant;
    private final boolean script;
    private final String source;

    private Expression(Template template, String source) {
        this.source = source;
        keepsType = template.keepsType();
        script = template.parts().stream()
                .anyMatch(part -> part.code() && !part.text().isEmpty() && Path.of(part.text()) == null);
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

    /** Whether a parameter, or JSON with parameters in it, holds code that is more than a path. */
    public static boolean needsScript(String text) {
        if (text.startsWith("=>")) {
            return Path.of(text.substring(2).strip()) == null;
        }
        if (text.contains("\"=>")) {
            return true;
        }
        var code = CODE.matcher(text);
        while (code.find()) {
            if (Path.of(code.group(1).strip()) == null) {
                return true;
            }
        }
        return false;
    }

    /** Whether there is more in it than text and paths. */
    public boolean needsScript() {
        return script;
    }

    /** Whether it is text without any code. */
    public boolean constant() {
        return constant;
    }

    public String source() {
        return source;
    }

    /** As text is put together where it is to be JSON: objects within it are JSON too. */
    public Object evaluateJson(Session session, Scope scope) {
        return parts.size() == 1 ? evaluate(session, scope) : text(session, scope, Values::readable);
    }

    public Object evaluate(Session session, Scope scope) {
        return keepsType || parts.size() == 1
                ? parts.get(0).evaluate(session, scope)
                : text(session, scope, Values::text);
    }

    private String text(Session session, Scope scope, Function<Object, String> written) {
        var text = new StringBuilder();
        for (var part : parts) {
            text.append(written.apply(part.evaluate(session, scope)));
            // What JavaScript may not make so long is not made so long of its pieces either.
            session.checkText(text.length());
        }
        return text.toString();
    }
}
