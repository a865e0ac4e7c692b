package dev.serai.people.store;

/**
 * What a task needs to go on, beside what people see of it.
 *
 * @param exchange the exchange as text; null when only this process can go on
 * @param attachments a JSON object with the files by name, in base64; null for none
 */
public record Kept(String exchange, String attachments) {

    public static final Kept NOTHING = new Kept(null, null);
}
