package com.example.digest;

/**
 * What the model finds in a letter.
 *
 * @param who the one who writes
 * @param until the day, or an empty text
 */
public record Wish(String who, String what, String until) {

    String asMarkdown() {
        var text = "# " + who + "\n\n" + what + "\n";
        return until == null || until.isBlank() ? text : text + "\nUntil: " + until + "\n";
    }
}
