package dev.serai.offline.supabase.storage;

import java.util.List;

/** The service's paths; of two that match, the first one counts. */
final class StorageRoutes {
    private StorageRoutes() {}

    static List<Route> of(
            BucketHandlers buckets,
            Uploads uploads,
            Downloads downloads,
            ListHandlers lists,
            SignHandlers signs,
            ObjectHandlers objects,
            ResumableUploads resumable) {
        return List.of(
                Route.of("GET", "/status", (caller, target) -> caller.exchange().sendEmpty(200)),
                Route.of("GET", "/bucket", (caller, target) -> buckets.list(caller)),
                Route.of("POST", "/bucket", (caller, target) -> buckets.create(caller)),
                Route.of("POST", "/bucket/{}/empty", (caller, target) -> buckets.empty(caller, target.bucket())),
                Route.of("GET", "/bucket/{}", (caller, target) -> buckets.get(caller, target.bucket())),
                Route.of("PUT", "/bucket/{}", (caller, target) -> buckets.update(caller, target.bucket())),
                Route.of("DELETE", "/bucket/{}", (caller, target) -> buckets.delete(caller, target.bucket())),
                Route.of("POST", "/object/copy", (caller, target) -> objects.copy(caller)),
                Route.of("POST", "/object/move", (caller, target) -> objects.move(caller)),
                Route.of("POST", "/object/list/{}", lists::folder),
                Route.of("POST", "/object/list-v2/{}", lists::pages),
                Route.of("POST", "/object/sign/{}/*", signs::one),
                Route.of("POST", "/object/sign/{}", signs::many),
                Route.of("GET", "/object/sign/{}/*", downloads::signed),
                Route.of("POST", "/object/upload/sign/{}/*", signs::upload),
                Route.streamed("PUT", "/object/upload/sign/{}/*", uploads::signed),
                Route.of("GET", "/object/info/public/{}/*", downloads::infoOfPublic),
                Route.of("GET", "/object/info/authenticated/{}/*", downloads::infoForCaller),
                Route.of("GET", "/object/info/{}/*", downloads::info),
                Route.of("GET", "/object/public/{}/*", downloads::ofPublic),
                Route.of("GET", "/object/authenticated/{}/*", downloads::forCaller),
                Route.of("GET", "/object/{}/*", downloads::any),
                Route.streamed("POST", "/object/{}/*", uploads::create),
                Route.streamed("PUT", "/object/{}/*", uploads::update),
                Route.of("DELETE", "/object/{}/*", objects::remove),
                Route.of("DELETE", "/object/{}", objects::removeMany),
                Route.of("OPTIONS", "/upload/resumable", (caller, target) -> resumable.options(caller)),
                Route.of("OPTIONS", "/upload/resumable/*", (caller, target) -> resumable.options(caller)),
                Route.streamed("POST", "/upload/resumable/sign", (caller, target) -> resumable.create(caller, true)),
                Route.streamed("POST", "/upload/resumable", (caller, target) -> resumable.create(caller, false)),
                Route.streamed(
                        "PATCH",
                        "/upload/resumable/sign/{}",
                        (caller, target) -> resumable.patch(caller, target, true)),
                Route.streamed(
                        "PATCH", "/upload/resumable/{}", (caller, target) -> resumable.patch(caller, target, false)),
                Route.of("HEAD", "/upload/resumable/sign/{}", resumable::head),
                Route.of("HEAD", "/upload/resumable/{}", resumable::head),
                Route.of(
                        "DELETE",
                        "/upload/resumable/sign/{}",
                        (caller, target) -> resumable.delete(caller, target, true)),
                Route.of(
                        "DELETE", "/upload/resumable/{}", (caller, target) -> resumable.delete(caller, target, false)));
    }
}
