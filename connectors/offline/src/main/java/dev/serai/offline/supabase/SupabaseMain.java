package dev.serai.offline.supabase;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** Runs the stand-in as a process of its own and prints its address and keys. */
public final class SupabaseMain {
    private static final String USAGE =
            "usage: SupabaseMain [--port N] [--sql FILE]... [--file-size-limit BYTES] [--max-rows N]"
                    + " [--confirm-addresses] [--host ADDRESS [--allow-foreign-hosts]]";

    private SupabaseMain() {}

    public static void main(String[] args) throws InterruptedException {
        SupabaseStandIn server;
        try {
            server = start(args);
        } catch (IllegalArgumentException | IllegalStateException | UncheckedIOException e) {
            System.err.println(e.getMessage());
            System.exit(1);
            return;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        System.out.println("anon key " + server.anonKey());
        System.out.println("service key " + server.serviceKey());
        System.out.println("listening on " + server.baseUrl());
        new CountDownLatch(1).await();
    }

    /** Starts what the flags say, with the scripts already run. */
    static SupabaseStandIn start(String... args) {
        var builder = SupabaseStandIn.builder();
        var script = new StringBuilder();
        var foreign = false;
        var host = "127.0.0.1";
        for (var i = 0; i < args.length; i++) {
            switch (args[i]) {
                case "--port" -> builder.port((int) number(args, ++i, 65_535));
                case "--host" -> host = value(args, ++i);
                case "--sql" -> script.append(read(value(args, ++i))).append('\n');
                case "--file-size-limit" -> builder.fileSizeLimit(number(args, ++i, Long.MAX_VALUE));
                case "--max-rows" -> builder.maxRows((int) number(args, ++i, Integer.MAX_VALUE));
                case "--confirm-addresses" -> builder.autoconfirm(false);
                case "--allow-foreign-hosts" -> foreign = true;
                default -> throw new IllegalArgumentException("unknown option " + args[i] + "\n" + USAGE);
            }
        }
        if (!foreign && !isLoopback(host)) {
            throw new IllegalArgumentException(
                    host + " is not a loopback address; add --allow-foreign-hosts to listen there nevertheless");
        }
        var server = builder.host(host).start();
        try {
            if (!script.isEmpty()) {
                server.sql(script.toString());
            }
            return server;
        } catch (IllegalStateException e) {
            server.close();
            throw e;
        }
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (IOException e) {
            throw new IllegalArgumentException("--host " + host + " is no address of this machine", e);
        }
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new IllegalArgumentException("--sql " + file + " cannot be read: " + e, e);
        }
    }

    private static long number(String[] args, int index, long most) {
        var value = value(args, index);
        // Eighteen digits always fit.
        if (!value.matches("\\d{1,18}") || Long.parseLong(value) > most) {
            throw new IllegalArgumentException(
                    args[index - 1] + " " + value + " is not a number from 0 to " + most + "\n" + USAGE);
        }
        return Long.parseLong(value);
    }

    private static String value(String[] args, int index) {
        if (index >= args.length) {
            throw new IllegalArgumentException(args[index - 1] + " needs a value\n" + USAGE);
        }
        return args[index];
    }
}
