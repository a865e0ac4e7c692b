package dev.serai.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.serai.support.json.Json;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

/** The JDK's client with its own line subscriber, and Jackson for each line. */
final class RawStream implements StreamingContender {

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final HttpRequest request;

    RawStream(String baseUrl) {
        request = RawClient.request(baseUrl, true);
    }

    @Override
    public void ask(Runnable firstText, Consumer<Throwable> end) {
        client.sendAsync(request, BodyHandlers.fromLineSubscriber(new Lines(firstText, end)))
                .whenComplete((response, error) -> {
                    if (error != null) {
                        end.accept(error);
                    }
                });
    }

    private static final class Lines implements Flow.Subscriber<String> {

        private final Runnable firstText;
        private final Consumer<Throwable> end;
        private boolean begun;

        Lines(Runnable firstText, Consumer<Throwable> end) {
            this.firstText = firstText;
            this.end = end;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(String line) {
            if (!text(line).isEmpty() && !begun) {
                begun = true;
                firstText.run();
            }
        }

        private static String text(String line) {
            try {
                return RawClient.text(Json.read(line));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void onError(Throwable error) {
            end.accept(error);
        }

        @Override
        public void onComplete() {
            end.accept(null);
        }
    }
}
