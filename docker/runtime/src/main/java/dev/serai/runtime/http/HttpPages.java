package dev.serai.runtime.http;

import io.vertx.ext.web.Router;

/** Adds handlers to the runtime's server. Beans of this type are found at start; all they add is behind access. */
public interface HttpPages {

    void addTo(Router router);
}
