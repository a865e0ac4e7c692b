package dev.serai.modal;

import dev.serai.modal.client.ModalClient;
import dev.serai.modal.sandbox.Leases;

/** What all endpoints of one workspace share: its client, with the keys and identifiers that it holds, and the leases. */
public record Workspace(ModalClient client, Leases leases) {}
