package dev.serai.items.jmespath;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.serai.items.jmespath.JmesPath.Step;
import dev.serai.support.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Pattern;

/** Reads a query from left to right; what binds tighter is read first. */
final class JmesPathParser {

    private static final Pattern TOKEN =
            Pattern.compile("\\G\\s*(?:(?<name>[A-Za-z_][A-Za-z0-9_]*)|(?<number>-?\\d{1,9})"
                    + "|\"(?<quoted>(?:[^\"\\\\]|\\\\.)*+)\"|'(?<raw>(?:[^'\\\\]|\\\\.)*+)'|`(?<json>(?:[^`\\\\]|\\\\.)*+)`"
                    + "|(?<sign>\\[\\?|\\[]|&&|\\|\\||==|!=|<=|>=|[.\\[\\]{}()*,:|&!<>@]))");
    private static final int DEEPEST = 100;
    private static final int LONGEST = 10_000;

    private record Token(String kind, String text) {}

    private final List<Token> tokens = new ArrayList<>();
    private final Work work;
    private int at;
    private int depth;

    JmesPathParser(String query, Work work) {
        this.work = work;
        if (query.length() > LONGEST) {
            throw JmesPath.wrong("the query has " + query.length() + " characters");
        }
        var matcher = TOKEN.matcher(query);
        int end = 0;
        while (end < query.length() && !query.substring(end).isBlank()) {
            if (!matcher.find(end)) {
                throw JmesPath.wrong("'" + query + "' is not understood from character " + (end + 1));
            }
            for (var kind : List.of("name", "number", "quoted", "raw", "json", "sign")) {
                if (matcher.group(kind) != null) {
                    tokens.add(new Token(kind, matcher.group(kind)));
                }
            }
            end = matcher.end();
        }
    }

    Step parse() {
        if (tokens.isEmpty()) {
            throw JmesPath.wrong("the query is empty");
        }
        var step = expression(0);
        if (at < tokens.size()) {
            throw JmesPath.wrong("'" + tokens.get(at).text() + "' is too much");
        }
        return step;
    }

    private boolean sign(String text) {
        if (at < tokens.size()
                && tokens.get(at).kind().equals("sign")
                && tokens.get(at).text().equals(text)) {
            at++;
            return true;
        }
        return false;
    }

    private void need(String text) {
        if (!sign(text)) {
            throw JmesPath.wrong("'" + text + "' is missing");
        }
    }

    private Token take() {
        if (at >= tokens.size()) {
            throw JmesPath.wrong("the query ends too early");
        }
        return tokens.get(at++);
    }

    private static int power(String sign) {
        return switch (sign) {
            case "|" -> 1;
            case "||" -> 2;
            case "&&" -> 3;
            case "==", "!=", "<", "<=", ">", ">=" -> 5;
            case "[]" -> 9;
            case "*" -> 20;
            case "[?" -> 21;
            case "." -> 40;
            case "!" -> 45;
            case "{" -> 50;
            case "[" -> 55;
            default -> 0;
        };
    }

    private int nextPower() {
        return at < tokens.size() && tokens.get(at).kind().equals("sign")
                ? power(tokens.get(at).text())
                : 0;
    }

    private Step expression(int power) {
        if (++depth > DEEPEST) {
            throw JmesPath.wrong("the query is nested too deep");
        }
        var left = start(take());
        while (power < nextPower()) {
            left = more(left, take().text());
        }
        depth--;
        return left;
    }

    private Step start(Token token) {
        return switch (token.kind()) {
            case "name" ->
                at < tokens.size()
                                && tokens.get(at).kind().equals("sign")
                                && tokens.get(at).text().equals("(")
                        ? call(token.text())
                        : JmesPath.field(token.text());
            case "quoted" -> JmesPath.field(String.valueOf(json("\"" + token.text() + "\"")));
            case "raw" -> {
                var text = token.text().replace("\\'", "'");
                yield value -> text;
            }
            case "json" -> {
                var literal = literal(token.text().replace("\\`", "`"));
                yield value -> literal;
            }
            case "number" -> throw JmesPath.wrong("'" + token.text() + "' stands where a name must be");
            default -> startSign(token.text());
        };
    }

    private Step startSign(String sign) {
        switch (sign) {
            case "@":
                return value -> value;
            case "*":
                return JmesPath.project(JmesPath.values(value -> value), rest(20), work);
            case "[]":
                return JmesPath.project(JmesPath.flatten(value -> value, work), rest(9), work);
            case "[?":
                return filter(value -> value);
            case "[":
                return bracket(value -> value, true);
            case "{":
                return object();
            case "!":
                var inner = expression(45);
                return value -> !JmesPath.truth(inner.of(value));
            case "&":
                return reference();
            case "(":
                var within = expression(0);
                need(")");
                return within;
            default:
                throw JmesPath.wrong("'" + sign + "' stands where a name must be");
        }
    }

    /** An expression that a function is given unevaluated. */
    private Step reference() {
        var inner = expression(0);
        return value -> inner;
    }

    private Step more(Step left, String sign) {
        return switch (sign) {
            case "." ->
                sign("*") ? JmesPath.project(JmesPath.values(left), rest(20), work) : JmesPath.then(left, afterDot());
            case "|" -> JmesPath.then(left, expression(1));
            case "||" -> JmesPath.choose(left, expression(2), false);
            case "&&" -> JmesPath.choose(left, expression(3), true);
            case "[]" -> JmesPath.project(JmesPath.flatten(left, work), rest(9), work);
            case "[?" -> filter(left);
            case "[" -> bracket(left, false);
            case "==", "!=", "<", "<=", ">", ">=" -> JmesPath.compare(sign, left, expression(5), work);
            default -> throw JmesPath.wrong("'" + sign + "' is not expected here");
        };
    }

    private Step afterDot() {
        if (sign("[")) {
            return list();
        }
        if (sign("{")) {
            return object();
        }
        return expression(40);
    }

    /** What follows a projection, and is done for each of its elements. */
    private Step rest(int power) {
        if (nextPower() < 10) {
            return value -> value;
        }
        if (sign(".")) {
            if (sign("*")) {
                return JmesPath.project(JmesPath.values(value -> value), rest(20), work);
            }
            var first = afterDot();
            return continued(first, power);
        }
        if (sign("[?")) {
            return continued(filter(value -> value), power);
        }
        if (sign("[")) {
            return continued(bracket(value -> value, false), power);
        }
        return value -> value;
    }

    private Step continued(Step first, int power) {
        var left = first;
        while (nextPower() > power) {
            left = more(left, take().text());
        }
        return left;
    }

    private Step filter(Step source) {
        var condition = expression(0);
        need("]");
        return JmesPath.project(JmesPath.filter(source, condition, work), rest(21), work);
    }

    private Step bracket(Step source, boolean mayBeList) {
        if (sign("*")) {
            need("]");
            return JmesPath.project(source, rest(20), work);
        }
        if (tokens.size() > at
                && (tokens.get(at).kind().equals("number")
                        || tokens.get(at).text().equals(":"))) {
            return number(source);
        }
        if (mayBeList) {
            return list();
        }
        throw JmesPath.wrong("a number or '*' is missing behind '['");
    }

    private Step number(Step source) {
        var bounds = new Integer[3];
        int colons = 0;
        while (!sign("]")) {
            if (sign(":")) {
                if (++colons > 2) {
                    throw JmesPath.wrong("a slice has three numbers at most");
                }
            } else {
                var token = take();
                if (!token.kind().equals("number") || bounds[colons] != null) {
                    throw JmesPath.wrong("'" + token.text() + "' stands where a number must be");
                }
                bounds[colons] = Integer.valueOf(token.text());
            }
        }
        if (colons == 0) {
            return JmesPath.then(source, JmesPath.index(bounds[0]));
        }
        if (bounds[2] != null && bounds[2] == 0) {
            throw JmesPath.wrong("a slice cannot go on by 0");
        }
        return JmesPath.project(JmesPath.slice(source, bounds[0], bounds[1], bounds[2]), rest(20), work);
    }

    private Step list() {
        var parts = new ArrayList<Step>();
        do {
            parts.add(expression(0));
        } while (sign(","));
        need("]");
        return JmesPath.list(parts, work);
    }

    private Step object() {
        var parts = new LinkedHashMap<String, Step>();
        do {
            var name = take();
            if (!name.kind().equals("name") && !name.kind().equals("quoted")) {
                throw JmesPath.wrong("'" + name.text() + "' stands where a name must be");
            }
            need(":");
            parts.put(name.text(), expression(0));
        } while (sign(","));
        need("}");
        return JmesPath.object(parts, work);
    }

    private Step call(String name) {
        need("(");
        var arguments = new ArrayList<Step>();
        if (!sign(")")) {
            do {
                arguments.add(expression(0));
            } while (sign(","));
            need(")");
        }
        return JmesPathFunctions.call(name, arguments, work);
    }

    private static Object literal(String text) {
        try {
            return Json.MAPPER.readValue(text, Object.class);
        } catch (JsonProcessingException e) {
            // The older form: a text without its quotes.
            return text.strip();
        }
    }

    private static Object json(String text) {
        try {
            return Json.MAPPER.readValue(text, Object.class);
        } catch (JsonProcessingException e) {
            throw JmesPath.wrong(text + " is no text");
        }
    }
}
