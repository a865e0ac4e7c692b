package dev.serai.modal.sandbox;

import dev.serai.modal.Inputs;
import dev.serai.modal.ModalConfiguration;
import dev.serai.modal.Settings;
import dev.serai.modal.client.sandbox.SandboxSpec;
import dev.serai.modal.client.sandbox.SandboxSpec.Readiness;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What the options say of a new sandbox. Only they, never a header or a body.
 *
 * @param image where the options name none
 * @param limit after which it ends
 */
record SandboxWish(ModalConfiguration options, String app, String image, Duration limit) {

    static final String PYTHON = "python:3.13-slim";

    private static final Duration LONGER = Duration.ofMinutes(1);

    /** One for an exchange: it outlives the longest command. */
    static SandboxWish leased(ModalConfiguration options, String image, Duration command) {
        var own = Duration.ofMillis(options.getSandboxTimeout());
        var longer = command.plus(LONGER);
        var wish = new SandboxWish(options, options.getApp(), image, own.compareTo(longer) < 0 ? longer : own);
        // Better at the start of a route than with its first message.
        wish.spec(Map.of());
        return wish;
    }

    static SandboxWish of(ModalConfiguration options, String app) {
        return new SandboxWish(options, app, PYTHON, Duration.ofMillis(options.getSandboxTimeout()));
    }

    /** @param more tags beside those of the options */
    SandboxSpec spec(Map<String, String> more) {
        var tags = Inputs.texts(options.getTags());
        tags.putAll(more);
        return new SandboxSpec(
                app,
                options.getImage() == null ? image : options.getImage(),
                options.getImageCommands() == null
                        ? List.of()
                        : options.getImageCommands()
                                .lines()
                                .filter(line -> !line.isBlank())
                                .toList(),
                List.of(),
                limit,
                Duration.ofMillis(options.getIdleTimeout()),
                options.getCwd(),
                options.getCpu(),
                options.getMemory(),
                Inputs.texts(options.getEnv()),
                Inputs.listed(options.getSecrets()),
                Inputs.texts(options.getVolumes()),
                Inputs.listed(options.getPorts()).stream()
                        .map(SandboxWish::port)
                        .toList(),
                network(options),
                options.getSandboxName(),
                tags,
                options.getRegistrySecret(),
                ready(options));
    }

    private static Readiness ready(ModalConfiguration options) {
        if (options.getReadyPort() > 0) {
            return Readiness.port(options.getReadyPort());
        }
        return options.getReadyCommand() == null
                ? null
                : Readiness.command(List.of(options.getShell(), "-c", options.getReadyCommand()));
    }

    private static int port(String text) {
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > 65535) {
            throw Settings.bad("'" + text + "' in ports is no port");
        }
        return Integer.parseInt(text);
    }

    static List<String> network(ModalConfiguration options) {
        if (options.isNetworkBlockAll()) {
            return List.of();
        }
        return options.getNetworkAllowList() == null ? null : Inputs.listed(options.getNetworkAllowList());
    }
}
