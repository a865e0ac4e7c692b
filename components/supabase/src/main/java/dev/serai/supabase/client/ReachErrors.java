package dev.serai.supabase.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.support.http.HttpReply;
import dev.serai.support.service.ErrorReader;
import dev.serai.support.service.ServiceFault;
import java.util.Optional;
import java.util.function.Function;

/** A service that refuses what it is asked is there; one that has failed, or a gateway that cannot reach it, is not. */
final class ReachErrors implements ErrorReader {

    @Override
    public ServiceFault read(HttpReply reply, JsonNode body) {
        return null;
    }

    @Override
    public boolean failed(int status, Function<String, Optional<String>> header) {
        return status >= 500;
    }
}
