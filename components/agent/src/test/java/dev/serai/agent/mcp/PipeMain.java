package dev.serai.agent.mcp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** A server on standard input and output that needs nothing but a JDK. The name of the called tool says what it does. */
public final class PipeMain {

    private static final Pattern ID = Pattern.compile("\"id\":(\\d+)");
    private static final Pattern METHOD = Pattern.compile("\"method\":\"([^\"]+)\"");
    private static final Pattern TOOL = Pattern.compile("\"name\":\"([^\"]+)\"");
    private static final Pattern TEXT = Pattern.compile("\"text\":\"([^\"]*)\"");
    private static final String[] TOOLS = {
        "echo", "env", "die", "never", "garbage", "long", "child", "wrong-id", "stubborn", "change", "told"
    };

    private static PrintStream out;
    private static String told = "nothing";
    private static boolean more;

    private PipeMain() {}

    public static void main(String[] args) throws Exception {
        out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.err.println("starting with " + System.getenv("MY_TOKEN"));
        if (args.length > 0 && args[0].equals("broken")) {
            System.exit(5);
        }
        out.println("Welcome to a server that greets");
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            var method = find(METHOD, line);
            var id = find(ID, line);
            switch (method) {
                case "initialize" ->
                    answer(
                            id,
                            "{\"protocolVersion\":\"2024-11-05\",\"capabilities\":{\"tools\":{\"listChanged\":true}},"
                                    + "\"serverInfo\":{\"name\":\"pipe\",\"version\":\"1\"}}");
                case "tools/list" -> answer(id, tools());
                case "tools/call" -> call(id, find(TOOL, line), find(TEXT, line));
                case "notifications/cancelled" -> told = line;
                default -> {}
            }
        }
    }

    private static String find(Pattern pattern, String line) {
        var matcher = pattern.matcher(line);
        return matcher.find() ? matcher.group(1) : "";
    }

    private static String tools() {
        var tools = new StringBuilder();
        for (var name : TOOLS) {
            tools.append(tools.isEmpty() ? "" : ",").append(tool(name));
        }
        return "{\"tools\":[" + tools + (more ? "," + tool("more") : "") + "]}";
    }

    private static String tool(String name) {
        return "{\"name\":\"" + name + "\",\"inputSchema\":{\"type\":\"object\"}}";
    }

    private static void call(String id, String tool, String text) throws IOException {
        switch (tool) {
            case "echo" -> result(id, text);
            case "env" -> result(id, String.join(",", new TreeMap<>(System.getenv()).keySet()));
            case "die" -> System.exit(3);
            case "garbage" -> {
                out.println("{]");
                out.println("[1,2,3]");
                out.println("null");
                result(id, "fine");
            }
            case "long" -> {
                var piece = "x".repeat(1 << 20);
                for (int i = 0; i < 100; i++) {
                    out.print(piece);
                }
                out.println();
            }
            case "wrong-id" -> result("99999", "wrong");
            case "child" ->
                result(
                        id,
                        String.valueOf(
                                new ProcessBuilder("sleep", "600").start().pid()));
            case "stubborn" -> {
                // Asked to end, it takes its time.
                Runtime.getRuntime().addShutdownHook(new Thread(PipeMain::forever));
                result(id, String.valueOf(ProcessHandle.current().pid()));
            }
            case "change" -> {
                more = true;
                out.println("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\"}");
                result(id, "changed");
            }
            case "told" -> result(id, told.replace("\"", "'"));
            default -> {}
        }
    }

    private static synchronized void forever() {
        try {
            while (true) {
                PipeMain.class.wait();
            }
        } catch (InterruptedException e) {
            return;
        }
    }

    private static void result(String id, String text) {
        answer(id, "{\"content\":[{\"type\":\"text\",\"text\":\"" + text + "\"}]}");
    }

    private static void answer(String id, String result) {
        out.println("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":" + result + "}");
    }
}
