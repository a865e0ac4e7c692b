package dev.serai.modal.client.sandbox;

import dev.serai.modal.client.data.Secrets;
import dev.serai.modal.client.data.Volumes;
import dev.serai.modal.client.plane.Mapping;
import dev.serai.modal.client.plane.Stages;
import dev.serai.modal.proto.GPUConfig;
import dev.serai.modal.proto.NetworkAccess;
import dev.serai.modal.proto.NetworkAccess.NetworkAccessType;
import dev.serai.modal.proto.PortSpec;
import dev.serai.modal.proto.PortSpecs;
import dev.serai.modal.proto.Probe;
import dev.serai.modal.proto.Resources;
import dev.serai.modal.proto.SandboxCreateV2Request;
import dev.serai.modal.proto.SandboxTag;
import dev.serai.modal.proto.SecretSource;
import dev.serai.modal.proto.StringMap;
import dev.serai.modal.proto.VolumeMount;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Puts what a sandbox is made of into the form that the service takes. */
final class SandboxRequests {

    private static final int AT_ONCE = 4;
    /** What runs when nothing else is to: a sandbox lives as long as its command. */
    private static final List<String> NOTHING_TO_DO = List.of("sleep", "infinity");

    private final Secrets secrets;
    private final Volumes volumes;

    SandboxRequests(Secrets secrets, Volumes volumes) {
        this.secrets = secrets;
        this.volumes = volumes;
    }

    CompletableFuture<SandboxCreateV2Request> of(String app, String image, SandboxSpec spec) {
        var paths = List.copyOf(spec.volumes().keySet());
        return Stages.then(
                ids(spec.secrets(), name -> secrets.find(name, List.of())),
                secretIds -> Stages.map(
                        ids(paths, path -> volumes.id(spec.volumes().get(path))),
                        volumeIds -> request(app, image, spec, secretIds, paths, volumeIds)));
    }

    private static CompletableFuture<List<Object>> ids(
            List<String> names, Function<String, CompletableFuture<String>> lookup) {
        return new Mapping<>(names, name -> Stages.<String, Object>map(lookup.apply(name), id -> id), AT_ONCE, false)
                .start();
    }

    private static SandboxCreateV2Request request(
            String app,
            String image,
            SandboxSpec spec,
            List<Object> secretIds,
            List<String> paths,
            List<Object> volumeIds) {
        var definition = dev.serai.modal.proto.Sandbox.newBuilder()
                .addAllEntrypointArgs(spec.command().isEmpty() ? NOTHING_TO_DO : spec.command())
                .setImageId(image)
                .setResources(Resources.newBuilder()
                        .setMilliCpu((int) Math.round(1000 * spec.cpu()))
                        .setMemoryMb(spec.memory())
                        .setGpuConfig(GPUConfig.getDefaultInstance()))
                .setTimeoutSecs(seconds(spec.limit()))
                .setNetworkAccess(network(spec.network()));
        if (!spec.idleLimit().isZero()) {
            definition.setIdleTimeoutSecs(seconds(spec.idleLimit()));
        }
        if (spec.workdir() != null) {
            definition.setWorkdir(spec.workdir());
        }
        if (spec.name() != null) {
            definition.setName(spec.name());
        }
        if (spec.ready() != null) {
            definition.setReadinessProbe(probe(spec.ready()));
        }
        if (!spec.ports().isEmpty()) {
            var ports = PortSpecs.newBuilder();
            spec.ports().forEach(port -> ports.addPorts(PortSpec.newBuilder().setPort(port)));
            definition.setOpenPorts(ports);
        }
        for (int i = 0; i < paths.size(); i++) {
            definition.addVolumeMounts(VolumeMount.newBuilder()
                    .setVolumeId((String) volumeIds.get(i))
                    .setMountPath(paths.get(i))
                    .setAllowBackgroundCommits(true));
        }
        var request = SandboxCreateV2Request.newBuilder().setAppId(app).setDefinition(definition);
        secretIds.forEach(
                id -> request.addSecretSources(SecretSource.newBuilder().setSecretId((String) id)));
        if (!spec.environment().isEmpty()) {
            request.addSecretSources(
                    SecretSource.newBuilder().setEnv(StringMap.newBuilder().putAllContents(spec.environment())));
        }
        tags(spec.tags(), request);
        return request.build();
    }

    private static void tags(Map<String, String> tags, SandboxCreateV2Request.Builder request) {
        tags.forEach((name, value) ->
                request.addTags(SandboxTag.newBuilder().setTagName(name).setTagValue(value)));
    }

    private static Probe probe(SandboxSpec.Readiness ready) {
        var probe =
                Probe.newBuilder().setIntervalMs(Math.toIntExact(ready.every().toMillis()));
        return ready.port() > 0
                ? probe.setTcpPort(ready.port()).build()
                : probe.setExecCommand(Probe.ExecCommand.newBuilder().addAllArgv(ready.command()))
                        .build();
    }

    static NetworkAccess network(List<String> ranges) {
        var access = NetworkAccess.newBuilder();
        if (ranges == null) {
            return access.setNetworkAccessType(NetworkAccessType.OPEN).build();
        }
        return ranges.isEmpty()
                ? access.setNetworkAccessType(NetworkAccessType.BLOCKED).build()
                : access.setNetworkAccessType(NetworkAccessType.ALLOWLIST)
                        .addAllAllowedCidrs(ranges)
                        .build();
    }

    private static int seconds(Duration time) {
        return Math.toIntExact(Math.max(1, time.toSeconds()));
    }
}
