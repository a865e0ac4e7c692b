package dev.serai.sql.datasets;

import java.util.Locale;
import java.util.Set;

/** Lets one query pass and nothing else. The database's own rights are the wall; this gives a model a clear answer. */
final class Statements {

    private static final int LONGEST = 10_000;
    private static final Set<String> BEGINNINGS = Set.of("select", "with", "values");

    private Statements() {}

    /** The statement without the semicolon at its end. */
    static String onlyQuery(String sql) {
        if (sql == null || sql.isBlank()) {
            throw refused("there is no query");
        }
        if (sql.length() > LONGEST) {
            throw refused("the query has " + sql.length() + " characters");
        }
        var text = sql.strip();
        int end = end(text);
        if (end < text.length() && !blank(text, end + 1)) {
            throw refused("there is more than one statement");
        }
        var statement = text.substring(0, end).strip();
        var word = firstWord(statement);
        if (!BEGINNINGS.contains(word)) {
            throw refused("the statement begins with '" + word + "'");
        }
        return statement;
    }

    private static DatasetException refused(String fact) {
        return new DatasetException(DatasetError.NO_QUERY, fact);
    }

    private static String firstWord(String statement) {
        int start = 0;
        while (start < statement.length()) {
            int next = skipped(statement, start);
            char c = statement.charAt(start);
            if (next > start && (c == '-' || c == '/')) {
                start = next;
            } else if (Character.isWhitespace(c) || c == '(') {
                start++;
            } else {
                break;
            }
        }
        int end = start;
        while (end < statement.length() && Character.isLetter(statement.charAt(end))) {
            end++;
        }
        return statement.substring(start, end).toLowerCase(Locale.ROOT);
    }

    /** Where the first statement ends: at a semicolon that is not within a text, a name or a comment. */
    private static int end(String text) {
        int at = 0;
        while (at < text.length() && text.charAt(at) != ';') {
            int next = skipped(text, at);
            at = next > at ? next : at + 1;
        }
        return Math.min(at, text.length());
    }

    private static boolean blank(String text, int from) {
        int at = from;
        while (at < text.length()) {
            char c = text.charAt(at);
            int next = c == '-' || c == '/' ? skipped(text, at) : at;
            if (next > at) {
                at = next;
            } else if (Character.isWhitespace(c) || c == ';') {
                at++;
            } else {
                return false;
            }
        }
        return true;
    }

    /** Behind the text, name or comment that begins here, or here when none does. */
    private static int skipped(String text, int at) {
        char c = text.charAt(at);
        if (c == '\'' || c == '"') {
            return behind(text, String.valueOf(c), at + 1);
        }
        if (text.startsWith("--", at)) {
            return behind(text, "\n", at + 2);
        }
        if (text.startsWith("/*", at)) {
            return behind(text, "*/", at + 2);
        }
        if (c == '$') {
            int tagEnd = text.indexOf('$', at + 1);
            var tag = tagEnd < 0 ? "" : text.substring(at, tagEnd + 1);
            if (tag.matches("\\$[A-Za-z_0-9]*\\$")) {
                return behind(text, tag, tagEnd + 1);
            }
        }
        return at;
    }

    private static int behind(String text, String mark, int from) {
        int found = text.indexOf(mark, from);
        return found < 0 ? text.length() : found + mark.length();
    }
}
