package dev.serai.offline.ollama;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** Runs the stand-in as a process of its own and prints its address. */
public final class OllamaMain {
    private static final String USAGE =
            "usage: OllamaMain [--port N] [--script FILE] [--host ADDRESS [--allow-foreign-hosts]]";

    private OllamaMain() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        var builder = OllamaStandIn.builder();
        var foreign = false;
        var host = "127.0.0.1";
        for (var i = 0; i < args.length; i++) {
            switch (args[i]) {
                case "--port" -> builder.port(Integer.parseInt(value(args, ++i)));
                case "--host" -> host = value(args, ++i);
                case "--script" -> builder.script(ScriptFile.parse(Files.readString(Path.of(value(args, ++i)))));
                case "--allow-foreign-hosts" -> foreign = true;
                default -> throw new IllegalArgumentException(USAGE);
            }
        }
        if (!InetAddress.getByName(host).isLoopbackAddress() && !foreign) {
            throw new IllegalArgumentException(
                    host + " is not a loopback address; add --allow-foreign-hosts to listen there nevertheless");
        }
        var server = builder.host(host).start();
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
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
