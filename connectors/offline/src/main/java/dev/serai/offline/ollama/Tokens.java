package dev.serai.offline.ollama;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Text to tokens, roughly: a word with the space before it is one. */
final class Tokens {
    private static final Pattern WORD = Pattern.compile("\\s*\\S+|\\s+");

    private Tokens() {}

    static List<String> split(String text) {
        var tokens = new ArrayList<String>();
        var words = WORD.matcher(text);
        while (words.find()) {
            tokens.add(words.group());
        }
        return tokens;
    }
}
