package dev.serai.daytona.lease;

import dev.serai.daytona.DaytonaConfiguration;
import dev.serai.daytona.client.Gateway;
import dev.serai.daytona.client.SandboxApi;
import dev.serai.support.run.Owner;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;

/** The leases of a component: endpoints that ask the same service with the same key share theirs. */
public final class LeaseBook implements AutoCloseable {

    private final Map<List<String>, Leases> leases = new ConcurrentHashMap<>();

    public Leases of(DaytonaConfiguration configuration, CamelContext context, SandboxApi sandboxes, Gateway gateway) {
        var owner = configuration.getOwner() == null ? Owner.named(context.getName()) : configuration.getOwner();
        var account = List.of(
                configuration.getUrl(),
                configuration.getApiKey(),
                String.valueOf(configuration.getOrganization()),
                owner);
        return leases.computeIfAbsent(account, any -> new Leases(new Owner(owner), sandboxes, gateway));
    }

    /** Gives all back. Those that are closed stay closed; a component that starts again begins with new ones. */
    @Override
    public void close() {
        leases.values().forEach(Leases::close);
        leases.clear();
    }
}
