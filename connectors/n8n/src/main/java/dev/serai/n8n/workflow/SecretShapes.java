package dev.serai.n8n.workflow;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What keys and passwords look like. Every pattern takes time in proportion to the text: texts come from strangers and
 * are long.
 */
final class SecretShapes {

    /** Begins where no word is going on, so that a run of letters is looked at once. */
    private static final String BEGIN = "(?<![A-Za-z0-9_-])";

    private static final String WORDS =
            "api[-_ ]?key|access[-_ ]?key|private[-_ ]?key|auth[-_ ]?key|secret|token|passw|passphrase|pwd|authorization";

    /** The secret is the group, or all where there is none. */
    static final List<Pattern> ALL = List.of(
            Pattern.compile(BEGIN + "(?:sk-[A-Za-z0-9_-]{16,300}+"
                    + "|(?:sk|rk|pk)_(?:live|test)_[A-Za-z0-9]{10,300}+"
                    + "|(?:gh[pousr]|github_pat|glpat|gsk|xai|pplx|pcsk|sbp|sb_secret|dop_v1|lin_api|shp(?:at|ss|ca|pa)|npm|pypi|nvapi"
                    + "|apify_api|sntry[su]|whsec|lsv2_pt|glsa|figd|tvly|phc|phx|patch|cal_live)[_-][A-Za-z0-9_-]{16,300}+"
                    + "|(?:hf|r8|ntn|secret|fc)[_-][A-Za-z0-9]{24,300}+"
                    + "|x(?:ox[a-z]|app)-[A-Za-z0-9-]{10,300}+"
                    + "|(?:AKIA|ASIA)[A-Z0-9]{16}"
                    + "|AIza[A-Za-z0-9_-]{30,60}+|GOCSPX-[A-Za-z0-9_-]{20,60}+|ya29\\.[A-Za-z0-9_-]{20,400}+"
                    + "|1//0[A-Za-z0-9_-]{20,300}+|EAA[A-Za-z0-9]{30,300}+|hvs\\.[A-Za-z0-9_-]{20,200}+"
                    + "|ATATT3[A-Za-z0-9_=-]{20,300}+|SG\\.[A-Za-z0-9_-]{16,40}+\\.[A-Za-z0-9_-]{16,80}+"
                    + "|pat[A-Za-z0-9]{14}\\.[a-f0-9]{40,80}+|pat-[a-z]{2}\\d-[0-9a-f-]{36}"
                    + "|SK[0-9a-f]{32}|key-[0-9a-f]{32}|[0-9a-f]{32}-us\\d{1,2}"
                    + "|eyJ[A-Za-z0-9_-]{10,2000}+\\.[A-Za-z0-9_-]{10,4000}+\\.[A-Za-z0-9_-]{10,1000}+)"),
            Pattern.compile("(?<!\\d)\\d{8,12}:[A-Za-z0-9_-]{30,60}+"),
            Pattern.compile("-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----"
                    + "(?:[^-]{0,5000}+-(?!----)){0,4}+[^-]{0,20000}+(?:-----END [A-Z ]{0,40}-----)?"),
            Pattern.compile("(?<![A-Za-z0-9])(?i:bearer|basic|token|apikey) {1,3}([A-Za-z0-9._~+/=-]{12,2000}+)"),
            Pattern.compile("://[^/\\s:@{}\"']{0,100}+:([^/\\s@{}\"']{3,200}+)@"),
            Pattern.compile("discord(?:app)?\\.com/api/webhooks/\\d{10,25}/([A-Za-z0-9_-]{30,100}+)"),
            Pattern.compile("hooks\\.slack\\.com/[a-z]{5,12}/([A-Za-z0-9/_-]{20,200}+)"),
            Pattern.compile(
                    "(?i)[?&;](?:" + WORDS + "|key|sig|signature|x-amz-signature|[a-z]{1,20}_(?:key|token|secret))"
                            + "[a-z0-9_-]{0,10}=([^&\\s\"'`{}<>#$]{8,400}+)"),
            Pattern.compile("(?:AccountKey|SharedAccessKey)=([A-Za-z0-9+/=]{20,120}+)"),
            Pattern.compile("(?i)(?:" + WORDS
                    + ")[a-z0-9_-]{0,20}+\\\\?[\"']?\\s{0,5}+[:=]\\s{0,5}+\\\\?[\"'`]([^\"'`\\\\\\s{}$]{8,400}+)"),
            Pattern.compile("(?i)(?:pwd|password)=([^;&\\s\"'`{}<>$]{6,100}+)"));

    private static final Pattern PASSWORD = Pattern.compile("(?i)(?:passw|pwd|passphrase|-----BEGIN)");

    private SecretShapes() {}

    /** Words look like keys, but have no digits; of passwords nothing is asked. */
    static boolean counts(Matcher found) {
        var secret = found.group(found.groupCount());
        return hasDigit(secret)
                || secret.endsWith("=")
                || found.groupCount() > 0 && found.pattern().pattern().startsWith("://")
                || PASSWORD.matcher(found.group()).lookingAt();
    }

    static boolean hasDigit(String text) {
        return text.chars().anyMatch(c -> c >= '0' && c <= '9');
    }
}
