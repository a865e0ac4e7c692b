package dev.serai.support.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Puts the parts of an incoming message together, up to the limit. Called by one thread at a time. */
final class SocketInbox {

    private final SocketCall call;
    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream binary = new ByteArrayOutputStream();
    private long size;

    SocketInbox(SocketCall call) {
        this.call = call;
    }

    /** The whole message, or null as long as more is to come. */
    String text(CharSequence part, boolean last) throws HttpFault {
        grow(utf8Length(part));
        if (last && text.length() == 0) {
            size = 0;
            return part.toString();
        }
        text.append(part);
        if (!last) {
            return null;
        }
        var whole = text.toString();
        text.setLength(0);
        text.trimToSize();
        size = 0;
        return whole;
    }

    byte[] binary(ByteBuffer part, boolean last) throws HttpFault {
        grow(part.remaining());
        var bytes = new byte[part.remaining()];
        part.get(bytes);
        if (last && binary.size() == 0) {
            size = 0;
            return bytes;
        }
        binary.writeBytes(bytes);
        if (!last) {
            return null;
        }
        var whole = binary.toByteArray();
        binary.reset();
        size = 0;
        return whole;
    }

    private void grow(long more) throws HttpFault {
        size += more;
        if (size > call.limits().maxMessage()) {
            throw SocketFaults.tooLarge(call);
        }
    }

    static long utf8Length(CharSequence part) {
        var length = 0L;
        for (var i = 0; i < part.length(); i++) {
            var c = part.charAt(i);
            // each half of a surrogate pair counts two of its four bytes
            length += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return length;
    }
}
