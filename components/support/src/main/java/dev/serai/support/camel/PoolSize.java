package dev.serai.support.camel;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;

/** Changes how many threads a pool has: Camel Main sets a component's options when it is initialised, and its pools are there. */
public final class PoolSize {

    private PoolSize() {}

    /** @param pool null where there is none yet */
    public static void set(ExecutorService pool, int threads) {
        if (pool instanceof ThreadPoolExecutor executor) {
            if (threads > executor.getMaximumPoolSize()) {
                executor.setMaximumPoolSize(threads);
                executor.setCorePoolSize(threads);
            } else {
                executor.setCorePoolSize(threads);
                executor.setMaximumPoolSize(threads);
            }
        }
    }
}
