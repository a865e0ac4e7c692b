package dev.serai.offline.junit;

import dev.serai.offline.modal.ModalStandIn;
import dev.serai.offline.modal.ModalStandInBuilder;

/** Gives tests a stand-in of Modal; before each test it ends all sandboxes and forgets what it was told. */
public final class ModalServerExtension extends StandInExtension<ModalStandIn> {

    public ModalServerExtension() {
        this(ModalStandIn.builder());
    }

    public ModalServerExtension(ModalStandInBuilder builder) {
        super(ModalStandIn.class, builder::start);
    }

    public String tokenId() {
        return server().tokenId();
    }

    public String tokenSecret() {
        return server().tokenSecret();
    }
}
