package dev.serai.support.approval;

/**
 * What a person said.
 *
 * @param by who decided; null when unknown
 * @param reason told to the model when the call is refused; may be null
 */
public record Decision(boolean allowed, String by, String reason) {

    public static Decision allow(String by) {
        return new Decision(true, by, null);
    }

    public static Decision refuse(String by, String reason) {
        return new Decision(false, by, reason);
    }
}
