package dev.serai.agent.mcp;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/** Texts as headers of HTTP, encoded where they would not be one. */
final class HeaderText {

    private static final Pattern PLAIN = Pattern.compile("[!-~]([ -~]*[!-~])?");
    private static final String ENCODED = "=?base64?";

    private HeaderText() {}

    static String of(String text) {
        return PLAIN.matcher(text).matches() && !text.startsWith(ENCODED)
                ? text
                : ENCODED + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + "?=";
    }
}
