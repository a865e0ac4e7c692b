package dev.serai.offline.modal.sandbox;

import com.google.protobuf.Empty;
import dev.serai.modal.proto.CommandRouterAccess;
import dev.serai.modal.proto.PortSpec;
import dev.serai.modal.proto.SandboxCreateV2Request;
import dev.serai.modal.proto.SandboxCreateV2Response;
import dev.serai.modal.proto.SandboxGetCommandRouterAccessRequest;
import dev.serai.modal.proto.SandboxGetCommandRouterAccessRequest.TargetCase;
import dev.serai.modal.proto.SandboxGetCommandRouterAccessResponse;
import dev.serai.modal.proto.SandboxGetFromNameRequest;
import dev.serai.modal.proto.SandboxGetFromNameResponse;
import dev.serai.modal.proto.SandboxGetTaskIdRequest;
import dev.serai.modal.proto.SandboxGetTaskIdResponse;
import dev.serai.modal.proto.SandboxGetTunnelsRequest;
import dev.serai.modal.proto.SandboxGetTunnelsResponse;
import dev.serai.modal.proto.SandboxHandleMetadata;
import dev.serai.modal.proto.SandboxInfo;
import dev.serai.modal.proto.SandboxListRequest;
import dev.serai.modal.proto.SandboxListResponse;
import dev.serai.modal.proto.SandboxSetNameRequest;
import dev.serai.modal.proto.SandboxSetNameResponse;
import dev.serai.modal.proto.SandboxTag;
import dev.serai.modal.proto.SandboxTagsGetRequest;
import dev.serai.modal.proto.SandboxTagsGetResponse;
import dev.serai.modal.proto.SandboxTagsSetRequest;
import dev.serai.modal.proto.SandboxTerminateRequest;
import dev.serai.modal.proto.SandboxTerminateResponse;
import dev.serai.modal.proto.SandboxWaitRequest;
import dev.serai.modal.proto.SandboxWaitResponse;
import dev.serai.modal.proto.TunnelData;
import dev.serai.offline.modal.function.Apps;
import dev.serai.offline.modal.wire.Call;
import dev.serai.offline.modal.wire.Named;
import dev.serai.offline.modal.wire.Refusal;
import dev.serai.offline.modal.wire.Table;
import dev.serai.offline.modal.wire.Tokens;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** What the control plane does with sandboxes. */
public final class Control {
    static final String USE = "router";

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(50);
    private static final int PAGE = 50;

    private final Sandboxes sandboxes;
    private final Apps apps;
    private final Tokens tokens;
    private final Duration tokenLife;
    private final Supplier<String> address;

    /**
     * Makes one.
     *
     * @param tokenLife how long a token for commands is good
     * @param address where commands are taken, which is the same server
     */
    public Control(Sandboxes sandboxes, Apps apps, Tokens tokens, Duration tokenLife, Supplier<String> address) {
        this.sandboxes = sandboxes;
        this.apps = apps;
        this.tokens = tokens;
        this.tokenLife = tokenLife;
        this.address = address;
    }

    public void offer(Table table) {
        table.on("SandboxCreateV2", SandboxCreateV2Request.parser(), this::create);
        table.later("SandboxGetTaskIdV2", SandboxGetTaskIdRequest.parser(), this::task);
        table.later("SandboxWaitV2", SandboxWaitRequest.parser(), this::await);
        table.on("SandboxTerminateV2", SandboxTerminateRequest.parser(), this::terminate);
        table.on("SandboxListV2", SandboxListRequest.parser(), this::list);
        table.on("SandboxGetFromNameV2", SandboxGetFromNameRequest.parser(), this::named);
        // There are no sandboxes of the first version, which clients look for next.
        table.on("SandboxGetFromName", SandboxGetFromNameRequest.parser(), question -> {
            throw missing(question);
        });
        table.on("SandboxTagsGetV2", SandboxTagsGetRequest.parser(), this::tags);
        table.on("SandboxTagsSetV2", SandboxTagsSetRequest.parser(), question -> {
            sandboxes.get(question.getSandboxId()).tags(Sandboxes.tags(question.getTagsList()));
            return Empty.getDefaultInstance();
        });
        table.on("SandboxSetName", SandboxSetNameRequest.parser(), this::rename);
        table.later("SandboxGetTunnelsV2", SandboxGetTunnelsRequest.parser(), this::tunnels);
        table.on("SandboxGetCommandRouterAccess", SandboxGetCommandRouterAccessRequest.parser(), this::access);
    }

    private SandboxCreateV2Response create(SandboxCreateV2Request question) {
        apps.get(question.getAppId());
        var sandbox = sandboxes.create(question);
        return SandboxCreateV2Response.newBuilder()
                .setSandboxId(sandbox.id())
                .setMetadata(metadata(sandbox))
                .build();
    }

    private CompletableFuture<SandboxGetTaskIdResponse> task(SandboxGetTaskIdRequest question, Call call) {
        var sandbox = sandboxes.get(question.getSandboxId());
        var time = question.hasTimeout() ? seconds(question.getTimeout()) : LONGEST_WAIT;
        var ready = new CompletableFuture<Boolean>();
        sandbox.started().thenRun(() -> ready.complete(true));
        sandbox.end().thenRun(() -> ready.complete(true));
        return call.within(time, ready, false).thenApply(nothing -> {
            var answer = SandboxGetTaskIdResponse.newBuilder();
            if (sandbox.started().isDone() && !sandbox.end().isDone()) {
                answer.setTaskId(sandbox.task());
            }
            if (sandbox.end().isDone()) {
                answer.setTaskResult(sandbox.end().join());
            }
            return answer.build();
        });
    }

    private CompletableFuture<SandboxWaitResponse> await(SandboxWaitRequest question, Call call) {
        var sandbox = sandboxes.get(question.getSandboxId());
        var answer = SandboxWaitResponse.newBuilder().setMetadata(metadata(sandbox));
        if (question.getTimeout() <= 0 && !sandbox.end().isDone()) {
            return CompletableFuture.completedFuture(answer.build());
        }
        var result = sandbox.end().thenApply(end -> answer.setResult(end).build());
        return call.within(seconds(question.getTimeout()), result, answer.build());
    }

    private SandboxTerminateResponse terminate(SandboxTerminateRequest question) {
        var sandbox = sandboxes.get(question.getSandboxId());
        var answer = SandboxTerminateResponse.newBuilder();
        if (sandbox.end().isDone()) {
            answer.setExistingResult(sandbox.end().join());
        }
        sandboxes.terminate(sandbox);
        return answer.build();
    }

    private SandboxListResponse list(SandboxListRequest question) {
        Named.environment(question.getEnvironmentName());
        var wanted = Sandboxes.tags(question.getTagsList()).entrySet();
        var answer = SandboxListResponse.newBuilder();
        sandboxes.all().stream()
                .filter(one -> question.getIncludeFinished() || !one.end().isDone())
                .filter(one -> question.getAppId().isEmpty() || one.app().equals(question.getAppId()))
                .filter(one -> one.tags().entrySet().containsAll(wanted))
                .map(Control::info)
                .filter(one -> question.getBeforeTimestamp() == 0 || one.getCreatedAt() < question.getBeforeTimestamp())
                .sorted(Comparator.comparing(SandboxInfo::getCreatedAt).reversed())
                .limit(PAGE)
                .forEach(answer::addSandboxes);
        return answer.build();
    }

    private SandboxGetFromNameResponse named(SandboxGetFromNameRequest question) {
        var app = apps.named(question.getEnvironmentName(), question.getAppName());
        var found = sandboxes.named(app.id(), question.getSandboxName());
        if (found == null && question.getIncludeTerminated()) {
            throw Refusal.notDone("sandboxes by name that have ended");
        }
        if (found == null) {
            throw missing(question);
        }
        return SandboxGetFromNameResponse.newBuilder()
                .setSandboxId(found.id())
                .setMetadata(metadata(found))
                .build();
    }

    private SandboxTagsGetResponse tags(SandboxTagsGetRequest question) {
        return SandboxTagsGetResponse.newBuilder()
                .addAllTags(tags(sandboxes.get(question.getSandboxId()).tags()))
                .build();
    }

    private SandboxSetNameResponse rename(SandboxSetNameRequest question) {
        var sandbox = sandboxes.get(question.getSandboxId());
        sandboxes.free(sandbox.app(), question.getName(), sandbox);
        sandbox.name(question.getName());
        return SandboxSetNameResponse.getDefaultInstance();
    }

    /** The ports of sandboxes are ports of this machine; there is nothing that speaks TLS before them. */
    private CompletableFuture<SandboxGetTunnelsResponse> tunnels(SandboxGetTunnelsRequest question, Call call) {
        var sandbox = sandboxes.get(question.getSandboxId());
        var ports = sandbox.wish().getOpenPorts().getPortsList();
        if (!ports.stream().allMatch(PortSpec::getUnencrypted)) {
            throw Refusal.notDone("tunnels with TLS; unencrypted ports can be reached");
        }
        var answer = SandboxGetTunnelsResponse.newBuilder();
        for (var port : ports) {
            answer.addTunnels(TunnelData.newBuilder()
                    .setContainerPort(port.getPort())
                    .setUnencryptedHost("127.0.0.1")
                    .setUnencryptedPort(port.getPort()));
        }
        var result = sandbox.started().thenApply(nothing -> answer.build());
        return call.within(seconds(question.getTimeout()), result, SandboxGetTunnelsResponse.getDefaultInstance());
    }

    private SandboxGetCommandRouterAccessResponse access(SandboxGetCommandRouterAccessRequest question) {
        var sandbox = question.getTargetCase() == TargetCase.TASK_ID
                ? sandboxes.ofTask(question.getTaskId())
                : sandboxes.get(question.getSandboxId());
        if (sandbox.end().isDone()) {
            throw Refusal.notFound("Sandbox '" + sandbox.id() + "' has already finished");
        }
        var access = access(sandbox);
        return SandboxGetCommandRouterAccessResponse.newBuilder()
                .setJwt(access.getJwt())
                .setUrl(access.getUrl())
                .build();
    }

    /** Clients insist on https in this address, and speak without TLS all the same where their server is local. */
    private CommandRouterAccess access(Sandbox sandbox) {
        return CommandRouterAccess.newBuilder()
                .setJwt(tokens.issue(USE, sandbox.task(), tokenLife))
                .setUrl(address.get().replaceFirst("^http:", "https:"))
                .build();
    }

    private static Refusal missing(SandboxGetFromNameRequest question) {
        return Refusal.notFound("Sandbox with name '" + question.getSandboxName() + "' not found");
    }

    private static SandboxInfo info(Sandbox sandbox) {
        var wish = sandbox.wish();
        var info = SandboxInfo.newBuilder();
        if (sandbox.ready().isDone() && !sandbox.ready().isCompletedExceptionally()) {
            info.setReadyAt(sandbox.ready().join());
        }
        return info.setId(sandbox.id())
                .setAppId(sandbox.app())
                .setCreatedAt(sandbox.created().toEpochMilli() / 1000.0)
                .setName(sandbox.name())
                .setImageId(wish.getImageId())
                .setTimeoutSecs(wish.getTimeoutSecs())
                .addAllTags(tags(sandbox.tags()))
                .setMetadata(metadata(sandbox))
                .build();
    }

    private static SandboxHandleMetadata metadata(Sandbox sandbox) {
        var metadata = SandboxHandleMetadata.newBuilder().setAppId(sandbox.app());
        if (sandbox.end().isDone()) {
            metadata.setResult(sandbox.end().join());
        }
        return metadata.build();
    }

    private static Iterable<SandboxTag> tags(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag -> SandboxTag.newBuilder()
                        .setTagName(tag.getKey())
                        .setTagValue(tag.getValue())
                        .build())
                .toList();
    }

    private static Duration seconds(float seconds) {
        return Duration.ofMillis((long) (seconds * 1000));
    }
}
