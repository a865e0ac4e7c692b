package dev.serai.offline.junit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports for servers that must be told one. They lie below those that the system gives by itself, and each is given once,
 * so that nobody else can take it before the server does.
 */
public final class FreePorts {

    private static final int FIRST = 18_000;
    private static final int COUNT = 12_000;

    /** Processes that test at the same time begin at different places. */
    private static final AtomicInteger NEXT =
            new AtomicInteger((int) (ProcessHandle.current().pid() * 127 % COUNT));

    private FreePorts() {}

    public static int next() {
        for (var tries = 0; tries < COUNT; tries++) {
            var port = FIRST + NEXT.getAndIncrement() % COUNT;
            try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException e) {
                // somebody else's
            }
        }
        throw new IllegalStateException("no port from " + FIRST + " to " + (FIRST + COUNT) + " is free");
    }
}
