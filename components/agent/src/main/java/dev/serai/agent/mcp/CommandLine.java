package dev.serai.agent.mcp;

import java.util.ArrayList;
import java.util.List;

/** Splits a command line as a shell does, without running one: quotes and backslashes, and nothing is expanded. */
final class CommandLine {

    private final String text;
    private final List<String> words = new ArrayList<>();
    private StringBuilder word;
    private int at;

    private CommandLine(String text) {
        this.text = text;
    }

    /** @throws IllegalArgumentException when a quote or an escape is not ended, or there is nothing to run */
    static List<String> split(String text) {
        var line = new CommandLine(text);
        line.read();
        if (line.words.isEmpty() || line.words.get(0).isEmpty()) {
            throw new IllegalArgumentException("it names no program");
        }
        return List.copyOf(line.words);
    }

    private void read() {
        while (at < text.length()) {
            var c = text.charAt(at++);
            if (Character.isWhitespace(c)) {
                end();
            } else if (c == '\'') {
                literal();
            } else if (c == '"') {
                quoted();
            } else {
                add(c == '\\' ? next("a backslash ends it") : c);
            }
        }
        end();
    }

    private void literal() {
        open();
        for (var c = next("a ' has no end"); c != '\''; c = next("a ' has no end")) {
            add(c);
        }
    }

    private void quoted() {
        open();
        for (var c = next("a \" has no end"); c != '"'; c = next("a \" has no end")) {
            if (c != '\\') {
                add(c);
                continue;
            }
            var escaped = next("a \" has no end");
            if (escaped != '"' && escaped != '\\' && escaped != '$' && escaped != '`') {
                add(c);
            }
            add(escaped);
        }
    }

    private char next(String otherwise) {
        if (at == text.length()) {
            throw new IllegalArgumentException(otherwise);
        }
        return text.charAt(at++);
    }

    private void open() {
        if (word == null) {
            word = new StringBuilder();
        }
    }

    private void add(char c) {
        open();
        word.append(c);
    }

    private void end() {
        if (word != null) {
            words.add(word.toString());
            word = null;
        }
    }
}
