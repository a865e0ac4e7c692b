package dev.serai.supabase.live;

import dev.serai.supabase.Routes;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Reads a large table and prints how many rows there were and how many pages were held. A process with a small heap. */
final class LargeSelect {

    private static final int PAGE = 1000;

    private LargeSelect() {}

    public static void main(String[] args) throws Exception {
        try (var routes = new Routes(args[0])) {
            routes.configuration().setApiKey(args[1]);
            var started = System.nanoTime();
            var body = routes.ask("supabase:table/large?maxResponseSize=0&" + args[2]);
            var rows = body instanceof List<?> list ? list.iterator() : (Iterator<?>) body;
            var firstRows = new ArrayList<WeakReference<Object>>();
            var read = 0;
            var sum = 0L;
            var held = 0L;
            while (rows.hasNext()) {
                var row = rows.next();
                if (read % PAGE == 0) {
                    firstRows.add(new WeakReference<>(row));
                }
                sum += ((Number) ((Map<?, ?>) row).get("id")).longValue();
                read++;
                if (read % (10 * PAGE) == 0) {
                    System.gc();
                    held = Math.max(
                            held,
                            firstRows.stream()
                                    .filter(first -> first.get() != null)
                                    .count());
                }
            }
            var millis = (System.nanoTime() - started) / 1_000_000;
            System.out.println("rows " + read + " sum " + sum + " held " + held + " millis " + millis);
        }
    }
}
