package dev.serai.items.script;

import dev.serai.items.script.Tokens.Kind;
import dev.serai.items.script.Tokens.Token;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Set;

/**
 * Turns calls of extension methods into calls of a function: {@code a.round(2)} becomes {@code $extend(a,"round",[2])}.
 * So nothing is added to the prototypes of JavaScript, and a call on nothing at all can say what is wrong.
 */
final class Extensions {

    private final String source;
    private final Set<String> names;
    private final List<Token> tokens;
    private final int[] partner;
    private final String[] before;
    private final String[] instead;

    private Extensions(String source, Set<String> names) {
        this.source = source;
        this.names = names;
        tokens = Tokens.of(source);
        partner = partners();
        before = new String[tokens.size()];
        instead = new String[tokens.size()];
    }

    /** The source with its calls rewritten. */
    static String rewrite(String source, Set<String> names) {
        var rewriting = new Extensions(source, names);
        rewriting.mark();
        return rewriting.written();
    }

    private int[] partners() {
        var found = new int[tokens.size()];
        var open = new ArrayDeque<Integer>();
        for (int i = 0; i < found.length; i++) {
            found[i] = -1;
            var text = tokens.get(i).kind() == Kind.SIGN ? tokens.get(i).text() : "";
            if (text.equals("(") || text.equals("[") || text.equals("{")) {
                open.push(i);
            } else if ((text.equals(")") || text.equals("]") || text.equals("}")) && !open.isEmpty()) {
                found[i] = open.pop();
                found[found[i]] = i;
            }
        }
        return found;
    }

    private void mark() {
        for (int i = 1; i + 2 < tokens.size(); i++) {
            var optional = tokens.get(i).is("?.");
            if (!optional && !tokens.get(i).is(".")) {
                continue;
            }
            var name = tokens.get(i + 1);
            if (name.kind() != Kind.WORD
                    || !names.contains(name.text())
                    || !tokens.get(i + 2).is("(")) {
                continue;
            }
            int close = partner[i + 2];
            int start = start(i - 1);
            if (close < 0 || start < 0) {
                continue;
            }
            before[start] = "$extend(" + (before[start] == null ? "" : before[start]);
            instead[i] = ",\"" + name.text() + "\",[";
            instead[i + 1] = "";
            instead[i + 2] = "";
            instead[close] = "]," + optional + ")";
        }
    }

    /** The first token of the value that ends with a token, or -1. */
    private int start(int end) {
        int i = end;
        while (i >= 0) {
            var token = tokens.get(i);
            if (token.is(")") || token.is("]") || token.is("}")) {
                i = partner[i];
                if (i < 0) {
                    return -1;
                }
                if (!token.is("}") && i > 0 && endsValue(i - 1)) {
                    i--;
                    continue;
                }
                if (i > 0 && tokens.get(i - 1).is("?.")) {
                    i -= 2;
                    continue;
                }
            } else if (token.kind() == Kind.SIGN) {
                return -1;
            }
            if (i > 0 && (tokens.get(i - 1).is(".") || tokens.get(i - 1).is("?."))) {
                i -= 2;
                continue;
            }
            return i > 0 && isWord(i - 1, "new") ? i - 1 : i;
        }
        return -1;
    }

    private boolean isWord(int index, String word) {
        return tokens.get(index).kind() == Kind.WORD && tokens.get(index).text().equals(word);
    }

    /** Whether a bracket behind this token is a call or an index. */
    private boolean endsValue(int index) {
        var token = tokens.get(index);
        return switch (token.kind()) {
            case WORD ->
                !Tokens.KEYWORDS.contains(token.text())
                        || index > 0 && tokens.get(index - 1).is(".");
            case SIGN -> token.is(")") || token.is("]");
            case TEXT, TEMPLATE -> true;
            default -> false;
        };
    }

    private String written() {
        var out = new StringBuilder(source.length() + 64);
        int at = 0;
        for (int i = 0; i < tokens.size(); i++) {
            var token = tokens.get(i);
            out.append(source, at, token.start());
            if (before[i] != null) {
                out.append(before[i]);
            }
            out.append(
                    instead[i] != null
                            ? instead[i]
                            : token.kind() == Kind.TEMPLATE ? template(token.text()) : token.text());
            at = token.end();
        }
        return out.append(source, at, source.length()).toString();
    }

    /** A template with the code in it rewritten. */
    private String template(String text) {
        var out = new StringBuilder();
        int i = 0;
        while (i < text.length()) {
            if (text.charAt(i) == '\\') {
                out.append(text, i, Math.min(i + 2, text.length()));
                i += 2;
            } else if (text.startsWith("${", i)) {
                int end = Tokens.code(text, i + 2);
                out.append("${")
                        .append(rewrite(text.substring(i + 2, Math.max(i + 2, end - 1)), names))
                        .append('}');
                i = end;
            } else {
                out.append(text.charAt(i++));
            }
        }
        return out.toString();
    }
}
