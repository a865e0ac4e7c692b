package dev.serai.n8n.flow;

import dev.serai.n8n.N8nError;
import dev.serai.n8n.N8nException;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Exchange;

/** Arithmetic that a model asks for: numbers, signs, brackets and a few functions. Nothing in it can reach anything. */
public final class Calculator {

    private static final int LONGEST = 500;

    public void run(Exchange exchange) {
        var text = Values.text(Values.parameters(exchange), "input");
        exchange.getMessage().setBody(Map.of("response", shown(calculate(text))));
    }

    static double calculate(String text) {
        if (text.length() > LONGEST) {
            throw new N8nException(N8nError.UNREADABLE, "a sum of " + text.length() + " signs is too long");
        }
        var reader = new Reader(text.replace("**", "^").replaceAll("\\s+", "").toLowerCase(Locale.ROOT));
        var value = reader.sum();
        if (reader.at < reader.text.length()) {
            throw reader.odd();
        }
        return value;
    }

    private static String shown(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.valueOf((long) value)
                : String.valueOf(value);
    }

    private static final class Reader {
        private final String text;
        private int at;

        Reader(String text) {
            this.text = text;
        }

        double sum() {
            var value = product();
            while (true) {
                if (take('+')) {
                    value += product();
                } else if (take('-')) {
                    value -= product();
                } else {
                    return value;
                }
            }
        }

        private double product() {
            var value = signed();
            while (true) {
                if (take('*')) {
                    value *= signed();
                } else if (take('/')) {
                    value /= signed();
                } else if (take('%')) {
                    value %= signed();
                } else {
                    return value;
                }
            }
        }

        private double signed() {
            return take('-') ? -signed() : take('+') ? signed() : power();
        }

        private double power() {
            var value = one();
            return take('^') ? Math.pow(value, signed()) : value;
        }

        private double one() {
            if (take('(')) {
                return closed(sum());
            }
            int from = at;
            while (at < text.length() && (Character.isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
                at++;
            }
            if (at > from) {
                try {
                    return Double.parseDouble(text.substring(from, at));
                } catch (NumberFormatException e) {
                    throw odd();
                }
            }
            while (at < text.length() && (Character.isLetter(text.charAt(at)) || text.charAt(at) == '.')) {
                at++;
            }
            return named(text.substring(from, at).replace("math.", ""));
        }

        private double named(String name) {
            if (name.equals("pi")) {
                return Math.PI;
            }
            if (name.equals("e")) {
                return Math.E;
            }
            if (name.isEmpty() || !take('(')) {
                throw odd();
            }
            var first = sum();
            var second = take(',') ? sum() : Double.NaN;
            return closed(
                    switch (name) {
                        case "sqrt" -> Math.sqrt(first);
                        case "abs" -> Math.abs(first);
                        case "round" -> Math.rint(first);
                        case "floor" -> Math.floor(first);
                        case "ceil" -> Math.ceil(first);
                        case "sin" -> Math.sin(first);
                        case "cos" -> Math.cos(first);
                        case "tan" -> Math.tan(first);
                        case "log", "ln" -> Math.log(first);
                        case "exp" -> Math.exp(first);
                        case "pow" -> Math.pow(first, second);
                        case "min" -> Math.min(first, second);
                        case "max" -> Math.max(first, second);
                        default -> throw odd();
                    });
        }

        private double closed(double value) {
            if (!take(')')) {
                throw odd();
            }
            return value;
        }

        private boolean take(char sign) {
            boolean there = at < text.length() && text.charAt(at) == sign;
            if (there) {
                at++;
            }
            return there;
        }

        private N8nException odd() {
            return new N8nException(N8nError.UNREADABLE, "'" + text + "' is no sum that can be calculated");
        }
    }
}
