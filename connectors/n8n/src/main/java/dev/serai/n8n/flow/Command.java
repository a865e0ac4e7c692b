package dev.serai.n8n.flow;

import dev.serai.n8n.N8nError;
import dev.serai.n8n.N8nException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;

/** Runs a command of a node, where the one who runs the flows has allowed that. */
public final class Command {

    private static final int LARGEST = 1 << 20;
    private static final Set<String> KEPT = Set.of("PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR", "USER", "SHELL");

    /** @param seconds after which the command is ended */
    public CompletionStage<Void> run(Exchange exchange, boolean allowed, long seconds) throws IOException {
        if (!allowed) {
            throw new N8nException(
                    N8nError.NOT_ALLOWED,
                    "commands are not run unless the property commands.allowed of the flow is true");
        }
        var folder = Files.createTempDirectory("n8n-command");
        var out = folder.resolve("out");
        var err = folder.resolve("err");
        var builder = new ProcessBuilder("sh", "-c", Values.text(Values.parameters(exchange), "command"));
        // The environment of the runtime holds its keys.
        builder.environment().keySet().retainAll(KEPT);
        var process = builder.redirectInput(
                        ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        return process.onExit().orTimeout(seconds, TimeUnit.SECONDS).handle((ended, late) -> {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            try {
                finish(exchange, late == null ? ended.exitValue() : -1, begin(out), begin(err));
                return null;
            } finally {
                org.apache.camel.util.FileUtil.removeDir(folder.toFile());
            }
        });
    }

    private static void finish(Exchange exchange, int code, String out, String err) {
        if (code != 0) {
            throw new N8nException(
                    N8nError.REQUEST_FAILED,
                    (code < 0 ? "the command took too long" : "the command ended with " + code)
                            + (err.isBlank() ? "" : ": " + err.substring(0, Math.min(300, err.length()))));
        }
        var item = new LinkedHashMap<String, Object>();
        item.put("exitCode", code);
        item.put("stderr", err);
        item.put("stdout", out);
        exchange.getMessage().setBody(item);
    }

    /** Of endless output the first part. */
    private static String begin(Path file) {
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(LARGEST), StandardCharsets.UTF_8).stripTrailing();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
