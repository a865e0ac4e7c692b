package dev.serai.offline.daytona.api;

import dev.serai.offline.daytona.wire.Refusal;

/**
 * What an organization may use. It only counts; processes of this machine take what they take.
 *
 * @param each the most of one sandbox
 * @param total the most of all together
 */
public record Quota(Resources each, Resources total) {
    private static final String MORE_EACH =
            "Need higher resource limits per-sandbox? Contact us at support@daytona.io and let us know about your use case.";
    private static final String MORE = "To increase concurrency limits, upgrade your organization's Tier by visiting ";
    private static final String ARCHIVE = "Consider archiving your unused Sandboxes to free up available storage.";

    /** 4 processors, 8 GiB and 10 GiB for each, and no end to all. */
    public static Quota usual() {
        var none = new Resources(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);
        return new Quota(new Resources(4, 8, 10), none);
    }

    void checkOne(Resources asked) {
        checkOne("CPU", asked.cpu(), each.cpu(), "");
        checkOne("Memory", asked.memory(), each.memory(), "GB");
        checkOne("Disk", asked.disk(), each.disk(), "GB");
    }

    /** Refuses what would be more than there is. */
    void checkAll(Resources used, String limitsPage) {
        var more = MORE + limitsPage + "/limits.";
        if (used.cpu() > total.cpu()) {
            throw Refusal.badRequest("Total CPU limit exceeded. Maximum allowed: " + total.cpu() + ".\n" + more);
        }
        if (used.memory() > total.memory()) {
            throw Refusal.badRequest(
                    "Total memory limit exceeded. Maximum allowed: " + total.memory() + "GiB.\n" + more);
        }
        if (used.disk() > total.disk()) {
            throw Refusal.badRequest(
                    "Total disk limit exceeded. Maximum allowed: " + total.disk() + "GiB.\n" + ARCHIVE + "\n" + more);
        }
    }

    private static void checkOne(String what, int asked, int most, String unit) {
        if (asked > most) {
            throw Refusal.badRequest(what + " request " + asked + unit + " exceeds maximum allowed per sandbox (" + most
                    + unit + ").\n" + MORE_EACH);
        }
    }
}
