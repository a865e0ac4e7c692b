package dev.serai.openai.model;

import dev.serai.openai.GatewayKind;
import java.util.concurrent.CompletableFuture;

/** Something that clients can ask for by name. */
public interface GatewayModel {

    GatewayKind kind();

    String id();

    /** What people see in the place of the name. */
    String title();

    /** May be null. */
    String description();

    /** Since when it is there, in seconds since 1970. */
    long since();

    /** Starts to answer; no thread waits for the answer. */
    CompletableFuture<Answered> ask(Question question);
}
