package dev.serai.offline.modal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.modal.proto.AppGetOrCreateRequest;
import dev.serai.modal.proto.AppGetOrCreateResponse;
import dev.serai.modal.proto.FunctionGetOutputsRequest;
import dev.serai.modal.proto.Image;
import dev.serai.modal.proto.ImageGetOrCreateRequest;
import dev.serai.modal.proto.ImageGetOrCreateResponse;
import dev.serai.modal.proto.ObjectCreationType;
import dev.serai.modal.proto.QueueNextItemsRequest;
import dev.serai.modal.proto.Sandbox;
import dev.serai.modal.proto.SandboxCreateV2Request;
import dev.serai.modal.proto.SandboxCreateV2Response;
import dev.serai.modal.proto.SandboxGetTaskIdRequest;
import dev.serai.modal.proto.SandboxGetTaskIdResponse;
import dev.serai.modal.proto.SandboxTerminateRequest;
import dev.serai.modal.proto.SandboxTerminateResponse;
import dev.serai.offline.junit.ModalServerExtension;
import dev.serai.offline.modal.sandbox.SandboxState;
import dev.serai.offline.modal.wire.Status;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SlowStartTest {
    @RegisterExtension
    static ModalServerExtension modal =
            new ModalServerExtension(ModalStandIn.builder().startTime(Duration.ofSeconds(1)));

    private Client client;

    @BeforeEach
    void open() {
        client = new Client(modal.server()).signedIn();
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void aSandboxHasNoTaskBeforeItRuns() {
        var id = sandbox();
        assertThat(modal.server().sandbox(id).state()).isEqualTo(SandboxState.STARTING);
        var question = SandboxGetTaskIdRequest.newBuilder().setSandboxId(id);
        assertThat(client.call("SandboxGetTaskIdV2", question.setTimeout(0).build(), SandboxGetTaskIdResponse.parser())
                        .hasTaskId())
                .isFalse();
        assertThat(client.call("SandboxGetTaskIdV2", question.clearTimeout().build(), SandboxGetTaskIdResponse.parser())
                        .getTaskId())
                .startsWith("ta-");
        assertThat(modal.server().sandbox(id).state()).isEqualTo(SandboxState.RUNNING);
    }

    @Test
    void aSandboxThatEndsBeforeItRunsTellsSo() {
        var id = sandbox();
        client.call(
                "SandboxTerminateV2",
                SandboxTerminateRequest.newBuilder().setSandboxId(id).build(),
                SandboxTerminateResponse.parser());
        var answer = client.call(
                "SandboxGetTaskIdV2",
                SandboxGetTaskIdRequest.newBuilder().setSandboxId(id).build(),
                SandboxGetTaskIdResponse.parser());
        assertThat(answer.hasTaskId()).isFalse();
        assertThat(answer.hasTaskResult()).isTrue();
    }

    @Test
    void whatIsNoIdentifierIsRefusedAndTheRestGoesOn() {
        var call = FunctionGetOutputsRequest.newBuilder()
                .setFunctionCallId("fc-none")
                .build();
        assertThat(client.answer("FunctionGetOutputs", call).status()).isEqualTo(Status.NOT_FOUND.code());
        var queue =
                QueueNextItemsRequest.newBuilder().setLastEntryId("no number").build();
        assertThat(client.answer("QueueNextItems", queue).status()).isEqualTo(Status.INVALID_ARGUMENT.code());
        sandbox();
    }

    private String sandbox() {
        var app = client.call(
                "AppGetOrCreate",
                AppGetOrCreateRequest.newBuilder()
                        .setAppName("slow")
                        .setObjectCreationType(ObjectCreationType.OBJECT_CREATION_TYPE_CREATE_IF_MISSING)
                        .build(),
                AppGetOrCreateResponse.parser());
        var image = client.call(
                "ImageGetOrCreate",
                ImageGetOrCreateRequest.newBuilder()
                        .setImage(Image.newBuilder().addDockerfileCommands("FROM alpine:3.21"))
                        .build(),
                ImageGetOrCreateResponse.parser());
        var wish = SandboxCreateV2Request.newBuilder()
                .setAppId(app.getAppId())
                .setDefinition(Sandbox.newBuilder().setImageId(image.getImageId()))
                .build();
        return client.call("SandboxCreateV2", wish, SandboxCreateV2Response.parser())
                .getSandboxId();
    }
}
