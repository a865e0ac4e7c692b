package dev.serai.modal.client.sandbox;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a sandbox is made of.
 *
 * @param app           the app that it belongs to; it is made if there is none
 * @param image         of a registry, or the identifier of one that is built
 * @param imageCommands lines of a Dockerfile on top of the image
 * @param command       what runs in it, or nothing, so that it waits for commands
 * @param limit         after which it ends
 * @param idleLimit     without a command after which it ends, or zero for none
 * @param cpu           in cores, or 0 for the service's choice
 * @param memory        in MiB, or 0 for the service's choice
 * @param volumes       names of volumes by the paths that they appear under
 * @param ports         that get an address from outside
 * @param network       addresses as ranges that may be reached, null for all, empty for none
 * @param name          that it can be found by while it runs, or null
 * @param registry      the name of the secret that the image's registry wants, or null
 * @param ready         what tells that it is ready, or null
 */
public record SandboxSpec(
        String app,
        String image,
        List<String> imageCommands,
        List<String> command,
        Duration limit,
        Duration idleLimit,
        String workdir,
        double cpu,
        int memory,
        Map<String, String> environment,
        List<String> secrets,
        Map<String, String> volumes,
        List<Integer> ports,
        List<String> network,
        String name,
        Map<String, String> tags,
        String registry,
        Readiness ready) {

    /**
     * A question that the service asks again and again until it is answered.
     *
     * @param port    that must take connections, or 0
     * @param command that must end with 0 if there is no port
     */
    public record Readiness(int port, List<String> command, Duration every) {

        public static Readiness port(int port) {
            return new Readiness(port, List.of(), Duration.ofMillis(100));
        }

        public static Readiness command(List<String> command) {
            return new Readiness(0, List.copyOf(command), Duration.ofMillis(100));
        }
    }

    public SandboxSpec(
            String app,
            String image,
            List<String> imageCommands,
            List<String> command,
            Duration limit,
            Duration idleLimit,
            String workdir,
            double cpu,
            int memory,
            Map<String, String> environment,
            List<String> secrets,
            Map<String, String> volumes,
            List<Integer> ports,
            List<String> network,
            String name,
            Map<String, String> tags) {
        this(
                app,
                image,
                imageCommands,
                command,
                limit,
                idleLimit,
                workdir,
                cpu,
                memory,
                environment,
                secrets,
                volumes,
                ports,
                network,
                name,
                tags,
                null,
                null);
    }

    public static SandboxSpec of(String app, String image) {
        return new SandboxSpec(
                app,
                image,
                List.of(),
                List.of(),
                Duration.ofMinutes(5),
                Duration.ZERO,
                null,
                0,
                0,
                Map.of(),
                List.of(),
                Map.of(),
                List.of(),
                null,
                null,
                Map.of());
    }

    public SandboxSpec withTags(Map<String, String> values) {
        return new SandboxSpec(
                app,
                image,
                imageCommands,
                command,
                limit,
                idleLimit,
                workdir,
                cpu,
                memory,
                environment,
                secrets,
                volumes,
                ports,
                network,
                name,
                values,
                registry,
                ready);
    }

    public SandboxSpec withRegistry(String secret) {
        return new SandboxSpec(
                app,
                image,
                imageCommands,
                command,
                limit,
                idleLimit,
                workdir,
                cpu,
                memory,
                environment,
                secrets,
                volumes,
                ports,
                network,
                name,
                tags,
                secret,
                ready);
    }

    public SandboxSpec withReady(Readiness question) {
        return new SandboxSpec(
                app,
                image,
                imageCommands,
                command,
                limit,
                idleLimit,
                workdir,
                cpu,
                memory,
                environment,
                secrets,
                volumes,
                ports,
                network,
                name,
                tags,
                registry,
                question);
    }
}
