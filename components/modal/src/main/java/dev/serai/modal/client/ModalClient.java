package dev.serai.modal.client;

import dev.serai.modal.client.data.Dicts;
import dev.serai.modal.client.data.Queues;
import dev.serai.modal.client.data.Secrets;
import dev.serai.modal.client.data.Volumes;
import dev.serai.modal.client.function.Functions;
import dev.serai.modal.client.grpc.GrpcNetwork;
import dev.serai.modal.client.plane.Blobs;
import dev.serai.modal.client.plane.ClientSettings;
import dev.serai.modal.client.plane.Plane;
import dev.serai.modal.client.sandbox.Sandboxes;
import dev.serai.support.http.HttpPort;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;

/** A workspace of Modal. Nothing here waits: every result is a future. */
public final class ModalClient {

    private final Plane plane;
    private final Functions functions;
    private final Queues queues;
    private final Dicts dicts;
    private final Secrets secrets;
    private final Volumes volumes;
    private final Sandboxes sandboxes;

    /** @param create whether queues, dicts and volumes are made if there are none of their names */
    public ModalClient(GrpcNetwork network, HttpPort http, ClientSettings settings, boolean create, Clock clock) {
        plane = new Plane(network, settings, clock);
        var blobs = new Blobs(plane, http);
        functions = new Functions(plane, blobs, clock);
        queues = new Queues(plane, create);
        dicts = new Dicts(plane, create);
        secrets = new Secrets(plane);
        volumes = new Volumes(plane, blobs, create);
        sandboxes = new Sandboxes(plane, secrets, volumes, clock);
    }

    /** Whether the server answers and takes the token, asked afresh. */
    public CompletableFuture<Void> check() {
        return plane.check();
    }

    public Functions functions() {
        return functions;
    }

    public Queues queues() {
        return queues;
    }

    public Dicts dicts() {
        return dicts;
    }

    public Secrets secrets() {
        return secrets;
    }

    public Volumes volumes() {
        return volumes;
    }

    public Sandboxes sandboxes() {
        return sandboxes;
    }
}
