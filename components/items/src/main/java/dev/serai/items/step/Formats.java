package dev.serai.items.step;

import dev.serai.items.ItemsError;
import dev.serai.items.ItemsException;
import java.nio.charset.Charset;
import java.util.List;

/** Options of files. */
final class Formats {

    private Formats() {}

    static String known(String format, String step, String... known) {
        var wanted = Options.need(format, "format", step);
        if (!List.of(known).contains(wanted)) {
            throw new ItemsException(
                    ItemsError.UNSUPPORTED, "format='" + wanted + "' is none of " + String.join(", ", known));
        }
        return wanted;
    }

    static char delimiter(String option) {
        var text = option.equals("tab") || option.equals("\\t") ? "\t" : option;
        if (text.length() != 1 || "\"\r\n".contains(text)) {
            throw new ItemsException(ItemsError.BAD_OPTION, "delimiter='" + option + "' is not one character");
        }
        return text.charAt(0);
    }

    static Charset charset(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException e) {
            throw new ItemsException(ItemsError.BAD_OPTION, "charset='" + name + "' is not known", e);
        }
    }
}
