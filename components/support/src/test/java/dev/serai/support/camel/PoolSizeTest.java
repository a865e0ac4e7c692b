package dev.serai.support.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Executors;
import java.util.concurrent.ThreadPoolExecutor;
import org.junit.jupiter.api.Test;

class PoolSizeTest {

    @Test
    void aPoolGrowsAndShrinks() {
        var pool = (ThreadPoolExecutor) Executors.newFixedThreadPool(4);
        try {
            for (int size : new int[] {9, 2, 4}) {
                PoolSize.set(pool, size);
                assertThat(pool.getCorePoolSize()).isEqualTo(size);
                assertThat(pool.getMaximumPoolSize()).isEqualTo(size);
            }
            PoolSize.set(null, 3);
        } finally {
            pool.shutdownNow();
        }
    }
}
