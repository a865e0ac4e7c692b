package dev.serai.supabase.storage;

import dev.serai.supabase.Routes;
import java.io.File;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.concurrent.Callable;

/** Sends a large file up and brings it down again, in a JVM that has no room for it; prints what it got and how long. */
final class LargeFilesMain {

    private LargeFilesMain() {}

    public static void main(String[] arguments) throws Exception {
        var file = new File(arguments[2]);
        var folder = Path.of(arguments[3]);
        try (var routes = new Routes(arguments[0])) {
            routes.configuration().setServiceKey(arguments[1]);
            var uri = "supabase:storage/big?key=service&operation=";
            timed("upload", () -> routes.ask(uri + "upload&path=whole&resumableThreshold=100000000000", file));
            timed("upload in parts", () -> routes.ask(uri + "upload&path=parts", file));
            timed("upload of a stream", () -> {
                try (var input = Files.newInputStream(file.toPath())) {
                    return routes.ask(uri + "upload&path=stream", input);
                }
            });
            timed("download to a file", () -> {
                var down = (File) routes.ask(uri + "download&path=whole&directory=" + folder);
                try (var input = Files.newInputStream(down.toPath())) {
                    return digest(input);
                } finally {
                    Files.delete(down.toPath());
                }
            });
            for (var path : new String[] {"parts", "stream"}) {
                timed("download as a stream", () -> {
                    try (var input = (InputStream) routes.ask(uri + "download&path=" + path)) {
                        return digest(input);
                    }
                });
            }
        }
    }

    private static void timed(String what, Callable<Object> work) throws Exception {
        long begun = System.nanoTime();
        var result = work.call();
        System.out.println(what + "|" + (System.nanoTime() - begun) / 1_000_000 + "|" + result);
    }

    static String digest(InputStream input) throws Exception {
        var digesting = new DigestInputStream(input, MessageDigest.getInstance("SHA-256"));
        long size = 0;
        var buffer = new byte[64 * 1024];
        for (int read = digesting.read(buffer); read >= 0; read = digesting.read(buffer)) {
            size += read;
        }
        return size + " "
                + HexFormat.of().formatHex(digesting.getMessageDigest().digest());
    }
}
