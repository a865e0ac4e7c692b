package dev.serai.people;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tokens that let their bearer answer one task in one round, until a time. */
final class Links {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int CLAIM_BYTES = 16 + Integer.BYTES + Long.BYTES;
    private static final int SIGNATURE_BYTES = 16;
    private static final int LONGEST = 200;

    private final SecretKeySpec key;

    Links(String secret) {
        this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    String token(String taskId, int round, Instant until) {
        var uuid = UUID.fromString(taskId);
        var claim = ByteBuffer.allocate(CLAIM_BYTES)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .putInt(round)
                .putLong(until.getEpochSecond())
                .array();
        var token = ByteBuffer.allocate(CLAIM_BYTES + SIGNATURE_BYTES)
                .put(claim)
                .put(signature(claim))
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /** What a token allows; only what is signed with this key is looked at. */
    Claim read(String token, Instant now) {
        var bytes = decoded(token);
        var claim = Arrays.copyOf(bytes, CLAIM_BYTES);
        var signature = Arrays.copyOfRange(bytes, CLAIM_BYTES, bytes.length);
        if (!MessageDigest.isEqual(signature, signature(claim))) {
            throw new PeopleException(PeopleError.BAD_TOKEN, "the link is not one of ours");
        }
        var read = ByteBuffer.wrap(claim);
        var id = new UUID(read.getLong(), read.getLong()).toString();
        var round = read.getInt();
        var until = Instant.ofEpochSecond(read.getLong());
        if (until.isBefore(now)) {
            throw new PeopleException(PeopleError.EXPIRED, "the link was valid until " + until);
        }
        return new Claim(id, round);
    }

    private static byte[] decoded(String token) {
        if (token != null && token.length() <= LONGEST) {
            try {
                var bytes = Base64.getUrlDecoder().decode(token);
                if (bytes.length == CLAIM_BYTES + SIGNATURE_BYTES) {
                    return bytes;
                }
            } catch (IllegalArgumentException e) {
                // told below, in the same words as any other token that is not ours
            }
        }
        throw new PeopleException(PeopleError.BAD_TOKEN, "the link is not one of ours");
    }

    private byte[] signature(byte[] claim) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return Arrays.copyOf(mac.doFinal(claim), SIGNATURE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + ALGORITHM, e);
        }
    }

    record Claim(String taskId, int round) {}
}
