package dev.serai.openai.http;

import dev.serai.openai.GatewayError;
import dev.serai.openai.GatewayException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The requests that are being answered, so many at most. */
final class Calls {

    private final Set<Call> underWay = ConcurrentHashMap.newKeySet();
    private final int most;

    Calls(int most) {
        this.most = most;
    }

    Call begin(Reply reply, Map<String, String> headers) {
        var call = new Call(this, reply, headers);
        underWay.add(call);
        if (underWay.size() > most) {
            call.fail(full());
        }
        return call;
    }

    /** Looked at before a body is read, since bodies that wait take room. */
    void checkRoom() {
        if (underWay.size() >= most) {
            throw full();
        }
    }

    private GatewayException full() {
        return new GatewayException(
                GatewayError.BUSY, "there are " + most + " requests already that wait for an answer");
    }

    boolean has(Call call) {
        return underWay.contains(call);
    }

    void remove(Call call) {
        underWay.remove(call);
    }

    void expire(Duration timeout) {
        var now = System.nanoTime();
        underWay.forEach(call -> call.expire(now, timeout));
    }

    void abandon() {
        underWay.forEach(Call::abandon);
    }
}
