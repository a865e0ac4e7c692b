package dev.serai.offline.daytona;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** Runs the stand-in as a process of its own and prints its address and key. */
public final class DaytonaMain {
    private static final String USAGE =
            "usage: DaytonaMain [--port N] [--api-key KEY] [--start-millis N] [--creates-per-minute N]"
                    + " [--quota CPU,MEMORY,DISK] [--host ADDRESS [--allow-foreign-hosts]]";

    private DaytonaMain() {}

    public static void main(String[] args) throws UnknownHostException, InterruptedException {
        var builder = DaytonaStandIn.builder();
        var foreign = false;
        var host = "127.0.0.1";
        for (var i = 0; i < args.length; i++) {
            switch (args[i]) {
                case "--port" -> builder.port(Integer.parseInt(value(args, ++i)));
                case "--api-key" -> builder.apiKey(value(args, ++i));
                case "--start-millis" -> builder.startTime(Duration.ofMillis(Long.parseLong(value(args, ++i))));
                case "--creates-per-minute" -> builder.createsPerMinute(Integer.parseInt(value(args, ++i)));
                case "--quota" -> quota(builder, value(args, ++i));
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
        System.out.println("commands run as this user on this machine: this is no security boundary");
        System.out.println("api key " + server.apiKey());
        System.out.println("listening on " + server.apiUrl());
        new CountDownLatch(1).await();
    }

    private static void quota(DaytonaStandInBuilder builder, String text) {
        var numbers = text.split(",");
        if (numbers.length != 3) {
            throw new IllegalArgumentException(USAGE);
        }
        builder.quota(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]), Integer.parseInt(numbers[2]));
    }

    private static String value(String[] args, int index) {
        if (index >= args.length) {
            throw new IllegalArgumentException(USAGE);
        }
        return args[index];
    }
}
