package dev.serai.daytona.client;

import dev.serai.support.error.Failures;
import dev.serai.support.http.SocketLink;
import dev.serai.support.run.CommandResult;
import java.util.concurrent.CompletableFuture;

/** A terminal that is typed into and read until its shell ends. */
public final class PtyRun extends PtySocket<CommandResult> {

    private final CommandPlan plan;
    private final CompletableFuture<Boolean> madeHere;
    private final OutputCollector output;

    private PtyRun(Toolbox toolbox, CommandPlan plan, String id, CompletableFuture<Boolean> madeHere) {
        super(toolbox, id);
        this.plan = plan;
        this.madeHere = madeHere;
        output = new OutputCollector(plan.maxOutput());
    }

    /**
     * Types the plan's command into a new terminal; it has to end with {@code exit} to come to an end by itself.
     *
     * @param own whether nobody else can have a terminal of this name
     */
    public static CompletableFuture<CommandResult> start(Toolbox toolbox, CommandPlan plan, PtyWish wish, boolean own) {
        var creation = wish.create(toolbox);
        var madeHere = creation.handle((created, error) -> error == null || own && isDoubtful(Failures.unwrap(error)));
        var run = new PtyRun(toolbox, plan, wish.id(), madeHere);
        run.limit(plan.timeout());
        creation.whenComplete((created, error) -> {
            if (error != null) {
                run.fail(error);
            } else {
                run.connect();
            }
        });
        return run.result();
    }

    /** Where the answer was lost there may be a terminal all the same. */
    private static boolean isDoubtful(Throwable error) {
        return error instanceof DaytonaException known
                && !known.isRetryable()
                && (known.getStatus() < 400 || known.getStatus() >= 500);
    }

    @Override
    void connected(SocketLink opened) {
        type(opened, plan.command(), () -> {});
    }

    @Override
    void shown(byte[] bytes) {
        output.part(LogChannel.STDOUT, bytes);
        more();
    }

    @Override
    void exited(int code) {
        succeed(output.result(code, false));
    }

    @Override
    void late() {
        succeed(output.result(null, true));
    }

    @Override
    DaytonaException withOutput(DaytonaException failure) {
        return new CommandException(failure, output.result(null, false));
    }

    /** One of the same name that was there before stays. */
    @Override
    void ended() {
        toolbox.gateway()
                .farewells()
                .add(madeHere.thenCompose(
                        made -> made ? PtyWish.delete(toolbox, id()) : CompletableFuture.completedFuture(null)));
    }
}
