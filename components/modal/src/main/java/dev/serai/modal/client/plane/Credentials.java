package dev.serai.modal.client.plane;

import dev.serai.modal.client.error.ModalError;
import dev.serai.modal.client.error.ModalException;

/** A token of a workspace. */
public record Credentials(String tokenId, String tokenSecret) {

    public Credentials {
        if (tokenId == null || tokenId.isBlank() || tokenSecret == null || tokenSecret.isBlank()) {
            throw new ModalException(
                    ModalError.NO_CREDENTIALS,
                    (tokenId == null || tokenId.isBlank() ? "tokenId" : "tokenSecret") + " is not set");
        }
    }

    @Override
    public String toString() {
        return "Credentials[" + tokenId + ", ***]";
    }
}
