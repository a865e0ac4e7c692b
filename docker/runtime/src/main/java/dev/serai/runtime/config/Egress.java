package dev.serai.runtime.config;

import dev.serai.runtime.RuntimeError;
import dev.serai.runtime.SeraiRuntimeException;
import dev.serai.support.http.EgressPolicy;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Where the runtime itself may connect to. */
public final class Egress {

    private Egress() {}

    /** To name a server in a setting is to allow it. */
    public static EgressPolicy with(List<String> allowed, URI named) {
        var allow = new ArrayList<>(allowed);
        allow.add(named.getPort() < 0 ? named.getHost() : named.getHost() + ":" + named.getPort());
        try {
            return EgressPolicy.of(allow);
        } catch (IllegalArgumentException e) {
            throw new SeraiRuntimeException(RuntimeError.BAD_SETTING, e.getMessage());
        }
    }
}
