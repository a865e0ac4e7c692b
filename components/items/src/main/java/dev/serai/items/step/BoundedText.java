package dev.serai.items.step;

import dev.serai.items.ItemsError;
import dev.serai.items.ItemsException;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Text that a pattern may look at only so often, since some patterns never end on some texts. */
final class BoundedText implements CharSequence {

    private static final int LOOKS = 20_000_000;

    private final CharSequence text;
    private final int[] looks;

    private BoundedText(CharSequence text, int[] looks) {
        this.text = text;
        this.looks = looks;
    }

    static BoundedText of(String text) {
        return new BoundedText(text, new int[1]);
    }

    /** A pattern as JavaScript writes it, with or without slashes. */
    static Pattern pattern(String text, boolean ignoreCase) {
        int flags = ignoreCase ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0;
        var source = text;
        var end = text.lastIndexOf('/');
        if (text.startsWith("/") && end > 0 && text.substring(end + 1).matches("[dgimsuvy]*")) {
            source = text.substring(1, end);
            var letters = text.substring(end + 1);
            flags |= letters.contains("i") ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0;
            flags |= letters.contains("m") ? Pattern.MULTILINE : 0;
            flags |= letters.contains("s") ? Pattern.DOTALL : 0;
        }
        try {
            return Pattern.compile(source, flags);
        } catch (PatternSyntaxException e) {
            throw new ItemsException(ItemsError.BAD_OPTION, "'" + text + "' is no pattern: " + e.getDescription(), e);
        }
    }

    @Override
    public char charAt(int index) {
        if (++looks[0] > LOOKS) {
            throw new ItemsException(
                    ItemsError.TIME, "a pattern did not come to an end on a text of " + text.length() + " characters");
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return new BoundedText(text.subSequence(start, end), looks);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
