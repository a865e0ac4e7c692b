package dev.serai.n8n.workflow;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What keys and passwords look like. Every pattern takes time in proportion to the text: texts come from strangers and
 * are long.
 *
 * @param pattern the secret is the group, or all where there is none
 * @param signs one of these, in small letters, is in every text that has such a secret; looking for them is quicker
 */
record SecretShapes(Pattern pattern, List<String> signs) {

    /** Begins where no word is going on, so that a run of letters is looked at once. */
    private static final String BEGIN = "(?<![A-Za-z0-9_-])";

    private static final String WORDS =
            "api[-_ ]?key|access[-_ ]?key|private[-_ ]?key|auth[-_ ]?key|secret|token|passw|passphrase|pwd|authorization";

    private static final List<String> SIGNS =
            List.of("key", "secret", "token", "passw", "passphrase", "pwd", "authorization", "sig");

    private static final Pattern PASSWORD = Pattern.compile("(?i)(?:passw|pwd|passphrase|-----BEGIN)");

    static final List<SecretShapes> ALL = List.of(
            of("(?:sk-|[srp]k_(?:live|test)_)[A-Za-z0-9_-]{10,300}+", "sk-", "k_live_", "k_test_"),
            of(
                    "(?:gh[pousr]|github_pat|glpat|gsk|xai|pplx|pcsk|sbp|sb_secret|dop_v1|lin_api|shp(?:at|ss|ca|pa)|npm|pypi|nvapi"
                            + "|apify_api|sntry[su]|whsec|lsv2_pt|glsa|figd|tvly|phc|phx|cal_live)[_-][A-Za-z0-9_-]{16,300}+",
                    "gh",
                    "gl",
                    "gsk_",
                    "xai-",
                    "pplx-",
                    "pcsk_",
                    "sb",
                    "dop_",
                    "lin_",
                    "shp",
                    "npm_",
                    "pypi-",
                    "nvapi-",
                    "apify_",
                    "sntry",
                    "whsec_",
                    "lsv2_",
                    "figd_",
                    "tvly-",
                    "ph",
                    "cal_"),
            of(
                    "(?:(?:hf|r8|ntn|secret|fc)[_-][A-Za-z0-9]{24,300}+|x(?:ox[a-z]|app)-[A-Za-z0-9-]{10,300}+)",
                    "hf_",
                    "r8_",
                    "ntn_",
                    "secret_",
                    "fc-",
                    "xox",
                    "xapp-"),
            of("(?:AKIA|ASIA)[A-Z0-9]{16}", "akia", "asia"),
            of(
                    "(?:AIza[A-Za-z0-9_-]{30,60}+|GOCSPX-[A-Za-z0-9_-]{20,60}+|ya29\\.[A-Za-z0-9_-]{20,400}+|1//0[A-Za-z0-9_-]{20,300}+)",
                    "aiza",
                    "gocspx-",
                    "ya29.",
                    "1//0"),
            of(
                    "(?:EAA[A-Za-z0-9]{30,300}+|hvs\\.[A-Za-z0-9_-]{20,200}+|ATATT3[A-Za-z0-9_=-]{20,300}+"
                            + "|SG\\.[A-Za-z0-9_-]{16,40}+\\.[A-Za-z0-9_-]{16,80}+)",
                    "eaa",
                    "hvs.",
                    "atatt3",
                    "sg."),
            of(
                    "(?:pat[A-Za-z0-9]{14}\\.[a-f0-9]{40,80}+|pat-[a-z]{2}\\d-[0-9a-f-]{36}|SK[0-9a-f]{32}|key-[0-9a-f]{32}"
                            + "|[0-9a-f]{32}-us\\d{1,2})",
                    "pat", "sk", "key-", "-us"),
            of("eyJ[A-Za-z0-9_-]{10,2000}+\\.[A-Za-z0-9_-]{10,4000}+\\.[A-Za-z0-9_-]{10,1000}+", "eyj"),
            any("(?<!\\d)\\d{8,12}+:[A-Za-z0-9_-]{30,60}+", ":"),
            any(
                    "-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----"
                            + "(?:[^-]{0,5000}+-(?!----)){0,4}+[^-]{0,20000}+(?:-----END [A-Z ]{0,40}-----)?",
                    "private key-----"),
            any(
                    "(?<![A-Za-z0-9])(?i:bearer|basic|token|apikey) {1,3}+([A-Za-z0-9._~+/=-]{12,2000}+)",
                    "bearer ",
                    "basic ",
                    "token ",
                    "apikey "),
            any("://[^/\\s:@{}\"']{0,100}+:([^/\\s@{}\"']{3,200}+)@", "://"),
            any("discord(?:app)?\\.com/api/webhooks/\\d{10,25}/([A-Za-z0-9_-]{30,100}+)", "/api/webhooks/"),
            any("hooks\\.slack\\.com/[a-z]{5,12}/([A-Za-z0-9/_-]{20,200}+)", "hooks.slack.com"),
            any(
                    "(?i)[?&;](?:" + WORDS + "|key|sig|signature|x-amz-signature|[a-z]{1,20}_(?:key|token|secret))"
                            + "[a-z0-9_-]{0,10}=([^&\\s\"'`{}<>#$]{8,400}+)",
                    SIGNS.toArray(String[]::new)),
            any("(?:AccountKey|SharedAccessKey)=([A-Za-z0-9+/=]{20,120}+)", "key="),
            any(
                    "(?i)(?:" + WORDS
                            + ")[a-z0-9_-]{0,20}+\\\\?[\"']?\\s{0,5}+[:=]\\s{0,5}+\\\\?[\"'`]([^\"'`\\\\\\s{}$]{8,400}+)",
                    SIGNS.toArray(String[]::new)),
            any("(?i)(?:pwd|password)=([^;&\\s\"'`{}<>$]{6,100}+)", "pwd=", "password="));

    private static SecretShapes of(String pattern, String... signs) {
        return any(BEGIN + pattern, signs);
    }

    private static SecretShapes any(String pattern, String... signs) {
        return new SecretShapes(Pattern.compile(pattern), List.of(signs));
    }

    /** The shapes that may be in a text. */
    static List<SecretShapes> in(String text) {
        if (text.length() < 8) {
            return List.of();
        }
        var small = text.toLowerCase(Locale.ROOT);
        return ALL.stream()
                .filter(shape -> shape.signs().stream().anyMatch(small::contains))
                .toList();
    }

    /** Words look like keys, but have no digits; of passwords nothing is asked. */
    static boolean counts(Matcher found) {
        var secret = found.group(found.groupCount());
        return hasDigit(secret)
                || secret.endsWith("=")
                || found.group().startsWith("://")
                || PASSWORD.matcher(found.group()).lookingAt();
    }

    static boolean hasDigit(String text) {
        return text.chars().anyMatch(c -> c >= '0' && c <= '9');
    }
}
