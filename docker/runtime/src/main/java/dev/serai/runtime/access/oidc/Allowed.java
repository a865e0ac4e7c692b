package dev.serai.runtime.access.oidc;

import dev.serai.runtime.RuntimeError;
import dev.serai.runtime.SeraiRuntimeException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Whom of those that the issuer knows the runtime lets in. The kinds are kept apart, so that no group's name is an id. */
final class Allowed {

    private static final String GROUP = "group:";
    private static final String SUBJECT = "subject:";

    private final Set<String> emails = new HashSet<>();
    private final Set<String> groups = new HashSet<>();
    private final Set<String> subjects = new HashSet<>();
    private boolean everybody;

    private Allowed() {}

    static Allowed of(List<String> entries) {
        var allowed = new Allowed();
        entries.forEach(allowed::add);
        return allowed;
    }

    private void add(String entry) {
        if (entry.equals("*")) {
            everybody = true;
        } else if (entry.startsWith(GROUP) && entry.length() > GROUP.length()) {
            groups.add(entry.substring(GROUP.length()));
        } else if (entry.startsWith(SUBJECT) && entry.length() > SUBJECT.length()) {
            subjects.add(entry.substring(SUBJECT.length()));
        } else if (entry.indexOf('@') > 0 && entry.indexOf('@') < entry.length() - 1) {
            emails.add(entry.toLowerCase(Locale.ROOT));
        } else {
            throw new SeraiRuntimeException(
                    RuntimeError.BAD_SETTING,
                    "SERAI_OIDC_ALLOWED has '" + entry + "'",
                    "Write an e-mail address, group:<name>, subject:<id>, or * for everybody.");
        }
    }

    boolean allows(Identity identity) {
        return everybody
                || subjects.contains(identity.subject())
                || identity.email() != null && emails.contains(identity.email())
                || identity.groups().stream().anyMatch(groups::contains);
    }
}
