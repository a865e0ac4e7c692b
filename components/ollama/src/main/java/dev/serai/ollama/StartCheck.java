package dev.serai.ollama;

import dev.serai.ollama.client.OllamaError;
import dev.serai.ollama.client.OllamaException;
import dev.serai.ollama.client.Setting;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the server at start whether the model can do what the endpoint will want of it. This is the one place where a
 * thread waits for the server: the one that starts the route.
 */
record StartCheck(ModelAccess access, OllamaConfiguration configuration) {

    private static final Logger LOG = LoggerFactory.getLogger(StartCheck.class);
    private static final long PATIENCE_SECONDS = 15;

    void check(String model, boolean tools) {
        boolean thinks = configuration.get(Setting.THINK) instanceof String think && !think.equals("false");
        if (configuration.spokenApi() != ModelApi.OLLAMA || !tools && !thinks) {
            return;
        }
        var can = capabilities(model);
        if (can == null) {
            return;
        }
        if (tools && !can.contains("tools")) {
            throw cannot(model, "cannot call tools", can);
        }
        if (thinks && !can.contains("thinking")) {
            throw cannot(model, "cannot think aloud", can);
        }
    }

    private static OllamaException cannot(String model, String what, List<?> can) {
        return new OllamaException(OllamaError.CANNOT, "model '" + model + "' " + what + "; it can do " + can);
    }

    /** Null when that cannot be found out now. */
    private List<?> capabilities(String model) {
        var asked = access.direct(model, node -> node.ollama().show(model, false));
        try {
            var shown = asked.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return shown.get("capabilities") instanceof List<?> list ? list : null;
        } catch (ExecutionException e) {
            LOG.warn(
                    "What model '{}' can do is not known yet: {}",
                    model,
                    e.getCause().getMessage());
        } catch (TimeoutException e) {
            asked.cancel(true);
            LOG.warn("What model '{}' can do is not known yet: no answer in {} s", model, PATIENCE_SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return null;
    }
}
