package dev.serai.support.http;

import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** A call whose result is the whole response. */
final class WholeFlight extends Flight<HttpReply> {

    WholeFlight(HttpPort port, HttpCall call) {
        super(port, call);
    }

    @Override
    void headArrived(ResponseInfo head, ResponseBody body) {
        body.attach(new Whole(body) {
            @Override
            void done(HttpReply reply) {
                result.deliver(reply);
            }

            @Override
            public void failed(HttpFault fault) {
                // the flight hears of it from the attempt, and decides whether to try again
            }
        });
        body.requestAll();
    }

    @Override
    boolean handedOver() {
        return false;
    }

    /** Collects a body. */
    abstract static class Whole implements ResponseBody.Sink {
        private static final int FIRST = 1024;

        private final ResponseInfo head;
        private byte[] bytes;
        private int length;

        Whole(ResponseBody body) {
            this.head = body.head();
        }

        abstract void done(HttpReply reply);

        @Override
        public void received(List<ByteBuffer> buffers) {
            var more = 0;
            for (var buffer : buffers) {
                more += buffer.remaining();
            }
            reserve(more);
            for (var buffer : buffers) {
                var size = buffer.remaining();
                buffer.get(bytes, length, size);
                length += size;
            }
        }

        /** Trusts no announced length: a server could name one that fills the memory. */
        private void reserve(int more) {
            var needed = Math.addExact(length, more);
            if (bytes == null) {
                bytes = new byte[needed];
            } else if (needed > bytes.length) {
                var doubled = (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(FIRST, bytes.length * 2L));
                bytes = Arrays.copyOf(bytes, Math.max(needed, doubled));
            }
        }

        @Override
        public void complete() {
            var all = bytes == null ? new byte[0] : bytes.length == length ? bytes : Arrays.copyOf(bytes, length);
            bytes = null;
            done(new HttpReply(head.statusCode(), head.headers().map(), all));
        }
    }
}
