package dev.serai.support.http;

import java.net.http.HttpResponse.ResponseInfo;

/** A call whose result is the head, with a body that is read later. */
final class StreamFlight extends Flight<HttpStream> {

    private volatile boolean handedOver;

    StreamFlight(HttpPort port, HttpCall call) {
        super(port, call);
    }

    @Override
    void headArrived(ResponseInfo head, ResponseBody body) {
        handedOver = true;
        result.deliver(new HttpStream(body));
    }

    @Override
    boolean handedOver() {
        return handedOver;
    }
}
