package dev.serai.runtime.record;

import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Tells names of secrets from names that only look like them: bodies are full of authors, keywords, sessionId and
 * prompt_tokens, and a run that shows none of these is of no use.
 */
final class SecretNames {

    private static final Pattern BREAK = Pattern.compile("[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])");
    private static final Set<String> WORDS = Set.of(
            "password",
            "passwd",
            "passwort",
            "passphrase",
            "passcode",
            "pass",
            "pwd",
            "pw",
            "secret",
            "secrets",
            "token",
            "jwt",
            "auth",
            "authorization",
            "authentication",
            "bearer",
            "cookie",
            "credential",
            "credentials",
            "signature",
            "sig",
            "sas",
            "otp",
            "pin",
            "apikey",
            "accesstoken",
            "refreshtoken",
            "idtoken",
            "authtoken",
            "accesskey",
            "secretkey",
            "privatekey");
    /** Settings are named shorter, as servicekey, and fewer of them only look like secrets. */
    private static final Pattern SETTING =
            Pattern.compile("(?i).*(keys?|token)|pass|passphrase|pwd|pw|jwt|bearer|authorization|cookie|otp|pin|sas");

    private static final Set<String> PARTS = Set.of("password", "passwd", "secret", "apikey", "credential");
    private static final int LONGEST = 200;
    private static final int KNOWN = 10_000;

    private final ConcurrentHashMap<String, Boolean> known = new ConcurrentHashMap<>();

    boolean has(String name) {
        var secret = known.get(name);
        if (secret == null) {
            secret = isSecret(name);
            // Names come from strangers, so they must not fill the memory.
            if (known.size() < KNOWN && name.length() <= LONGEST) {
                known.put(name, secret);
            }
        }
        return secret;
    }

    /** Whether a setting, or a variable of the process, holds a secret. */
    boolean ofSetting(String name) {
        var words = BREAK.split(name);
        return hasPart(name) || words.length > 1 && isSetting(words);
    }

    /** Whether a property of a folder does. It begins with the name of a workflow, which says nothing about it. */
    boolean ofFolder(String name) {
        var own = name.substring(name.indexOf('.') + 1);
        return hasPart(own) || isSetting(BREAK.split(own));
    }

    private static boolean isSetting(String[] words) {
        int last = words.length - 1;
        return last >= 0 && SETTING.matcher(words[last]).matches()
                || last > 0 && words[last - 1].equalsIgnoreCase("login") && words[last].equalsIgnoreCase("value");
    }

    private static boolean hasPart(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return PARTS.stream().anyMatch(lower::contains);
    }

    private static boolean isSecret(String name) {
        var shown = name.length() > LONGEST ? name.substring(0, LONGEST) : name;
        if (hasPart(shown)) {
            return true;
        }
        var words = BREAK.split(shown);
        for (var word : words) {
            if (WORDS.contains(word.toLowerCase(Locale.ROOT))) {
                return true;
            }
        }
        // A key alone is half of a pair; with a word before it, as in api_key, it opens something.
        return words.length > 1 && words[words.length - 1].equalsIgnoreCase("key");
    }
}
