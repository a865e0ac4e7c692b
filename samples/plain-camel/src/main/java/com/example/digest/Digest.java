package com.example.digest;

import org.apache.camel.main.Main;

/** Runs until it is told to stop. */
public final class Digest {

    private Digest() {}

    public static void main(String[] arguments) throws Exception {
        application().run(arguments);
    }

    /** The routes in Java are found in this package, those in YAML by the pattern in application.properties. */
    static Main application() {
        return new Main(Digest.class);
    }
}
