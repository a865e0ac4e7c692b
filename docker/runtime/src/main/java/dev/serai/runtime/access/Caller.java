package dev.serai.runtime.access;

/**
 * Who asks.
 *
 * @param name what the login said
 * @param local whether the caller is the user of this machine, whom nobody asked for a login
 */
public record Caller(String name, boolean local) {

    /** Where the caller is found in Vert.x' routing context. */
    public static final String KEY = "dev.serai.runtime.caller";

    public static final Caller LOCAL = new Caller("local", true);
}
