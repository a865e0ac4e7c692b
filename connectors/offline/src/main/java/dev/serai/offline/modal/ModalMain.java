package dev.serai.offline.modal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** Runs the stand-in as a process of its own and prints its address and key. */
public final class ModalMain {
    private static final String USAGE = "usage: ModalMain [--port N] [--apps FOLDER] [--token ID SECRET]"
            + " [--start-millis N] [--sandboxes N] [--inline-bytes N] [--command-seconds N]"
            + " [--host ADDRESS [--allow-foreign-hosts]]";

    private ModalMain() {}

    public static void main(String[] args) throws UnknownHostException, InterruptedException {
        var builder = ModalStandIn.builder();
        var foreign = false;
        var host = "127.0.0.1";
        for (var i = 0; i < args.length; i++) {
            switch (args[i]) {
                case "--port" -> builder.port(Integer.parseInt(value(args, ++i)));
                case "--apps" -> builder.apps(Path.of(value(args, ++i)));
                case "--token" -> builder.token(value(args, ++i), value(args, ++i));
                case "--start-millis" -> builder.startTime(Duration.ofMillis(Long.parseLong(value(args, ++i))));
                case "--sandboxes" -> builder.sandboxes(Integer.parseInt(value(args, ++i)));
                case "--inline-bytes" -> builder.inlineBytes(Long.parseLong(value(args, ++i)));
                case "--command-seconds" -> builder.commandTime(Duration.ofSeconds(Long.parseLong(value(args, ++i))));
                case "--host" -> host = value(args, ++i);
                case "--allow-foreign-hosts" -> foreign = true;
                default -> throw new IllegalArgumentException(USAGE);
            }
        }
        if (!InetAddress.getByName(host).isLoopbackAddress() && !foreign) {
            throw new IllegalArgumentException(host
                    + " is not a loopback address, and whoever reaches the stand-in can run anything here;"
                    + " add --allow-foreign-hosts to listen there nevertheless");
        }
        var server = builder.host(host).start();
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        System.out.println("code runs as this user on this machine: this is no security boundary");
        System.out.println("token " + server.tokenId() + " " + server.tokenSecret());
        System.out.println("listening on " + server.baseUrl());
        new CountDownLatch(1).await();
    }

    private static String value(String[] args, int index) {
        if (index >= args.length) {
            throw new IllegalArgumentException(USAGE);
        }
        return args[index];
    }
}
