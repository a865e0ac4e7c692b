package dev.serai.offline.supabase.storage;

import java.util.List;
import java.util.regex.Pattern;

/** Which media types a bucket takes. */
final class MimeTypes {
    private static final int LONGEST = 1000;
    private static final Pattern RULE =
            Pattern.compile("[a-zA-Z0-9.+-]+/(?:[a-zA-Z0-9.+-]+(?:;\\s*charset=[a-zA-Z0-9-]+)?|\\*)|\\*");

    private MimeTypes() {}

    /** Refuses a rule of a bucket that is no media type. */
    static void checkRules(List<String> rules) {
        for (var rule : rules) {
            if (rule.length() > LONGEST || !RULE.matcher(rule).matches()) {
                throw StorageError.mimeType(rule);
            }
        }
    }

    /** Refuses a type that none of the rules allows; no rules allow everything. */
    static void check(String type, List<String> rules) {
        if (rules != null && !rules.isEmpty() && rules.stream().noneMatch(rule -> allows(rule, type))) {
            throw StorageError.mimeType(type);
        }
    }

    private static boolean allows(String rule, String type) {
        var asked = type.split("/", -1);
        var allowed = rule.split("/", -1);
        return asked.length >= 2
                && allowed.length >= 2
                && allowed[0].equals(asked[0])
                && (allowed[1].equals("*") || allowed[1].equals(asked[1]));
    }
}
