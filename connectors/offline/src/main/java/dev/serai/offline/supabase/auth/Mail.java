package dev.serai.offline.supabase.auth;

/**
 * A mail that the service would have sent.
 *
 * @param type signup, magiclink, recovery, invite or email_change
 * @param code the six digits
 * @param hashedToken what a link carries
 * @param link the address that the mail's reader would open
 */
public record Mail(String type, String to, String code, String hashedToken, String link) {}
