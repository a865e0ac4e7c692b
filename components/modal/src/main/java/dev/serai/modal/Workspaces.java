package dev.serai.modal;

import dev.serai.modal.client.ModalClient;
import dev.serai.modal.client.grpc.GrpcNetwork;
import dev.serai.modal.client.plane.ClientSettings;
import dev.serai.modal.sandbox.Farewells;
import dev.serai.modal.sandbox.Leases;
import dev.serai.support.http.HttpPort;
import dev.serai.support.run.Owner;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The workspaces of a component: endpoints that ask the same service in the same way share one. */
final class Workspaces {

    private record Key(ClientSettings settings, boolean create) {}

    private record Tenant(ClientSettings settings, String owner) {}

    private final GrpcNetwork network;
    private final HttpPort port;
    private final String context;
    private final Farewells farewells;
    private final Map<Key, ModalClient> clients = new ConcurrentHashMap<>();
    private final Map<Tenant, Leases> leases = new ConcurrentHashMap<>();

    Workspaces(GrpcNetwork network, HttpPort port, String context, Farewells farewells) {
        this.network = network;
        this.port = port;
        this.context = context;
        this.farewells = farewells;
    }

    Workspace of(ModalConfiguration options) {
        var settings = Settings.of(options);
        var owner = options.getOwner() == null ? Owner.named(context) : options.getOwner();
        var shared = leases.computeIfAbsent(
                new Tenant(settings, owner),
                tenant -> new Leases(new Owner(owner), client(settings, false).sandboxes(), farewells));
        return new Workspace(client(settings, options.isCreateIfMissing()), shared);
    }

    private ModalClient client(ClientSettings settings, boolean create) {
        return clients.computeIfAbsent(
                new Key(settings, create), key -> new ModalClient(network, port, settings, create, Clock.systemUTC()));
    }

    /** Ends what is leased; a component that starts again begins with new leases. */
    void close() {
        leases.values().forEach(Leases::close);
        leases.clear();
    }
}
