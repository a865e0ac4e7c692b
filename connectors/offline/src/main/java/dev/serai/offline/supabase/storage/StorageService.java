package dev.serai.offline.supabase.storage;

import dev.serai.offline.supabase.Backend;
import dev.serai.offline.supabase.Call;
import dev.serai.offline.supabase.Service;
import dev.serai.offline.supabase.TokenProblem;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Buckets and objects, with row-level security by the policies on storage.buckets and storage.objects. */
public final class StorageService implements Service {
    private static final Map<String, String> NOT_DONE = Map.of(
            "render", "image transformation",
            "s3", "the S3 protocol",
            "vector", "vector buckets",
            "iceberg", "analytics buckets",
            "cdn", "the CDN's cache");

    private final Disk disk = new Disk();
    private final StorageFaults faults = new StorageFaults();
    private final ResumableUploads resumable;
    private final List<Route> routes;

    public StorageService(Backend backend) {
        var database = backend.database();
        var blobs = new Blobs(backend.directory().resolve("storage"));
        var garbage = new Garbage(disk, blobs);
        var store = new ObjectStore(database, disk, blobs, garbage);
        var signatures = new Signatures(backend.tokens(), backend.settings().clock());
        var limit = backend.settings().fileSizeLimit();
        resumable = new ResumableUploads(store, signatures, backend.settings().clock(), faults, limit);
        routes = StorageRoutes.of(
                new BucketHandlers(database, garbage, limit),
                new Uploads(store, signatures, faults, limit),
                new Downloads(store, signatures, faults),
                new ListHandlers(database),
                new SignHandlers(database, signatures),
                new ObjectHandlers(store),
                resumable);
    }

    /** Cuts the next upload or download of an object after so many bytes of it. */
    public void cutAfter(long bytes) {
        faults.cutAfter(bytes);
    }

    /** Lets every request wait before anything is done for it. */
    public void delay(Duration each) {
        faults.delay(each);
    }

    /** Answers the next requests with status 503. */
    public void busy(int times) {
        faults.busy(times);
    }

    /** How many resumable uploads have begun and are not complete. */
    public int unfinishedUploads() {
        return resumable.unfinished();
    }

    @Override
    public String prefix() {
        return "/storage/v1";
    }

    /** The service's own words for a missing key are those of the recording. */
    @Override
    public boolean needsKey(String path) {
        return false;
    }

    @Override
    public boolean streams(String method, String path) {
        var route = Route.find(routes, method, path);
        return route != null && route.streamed();
    }

    @Override
    public void handle(Call call) {
        begin(new Caller(call, null));
    }

    @Override
    public void refuse(Call call, TokenProblem problem) {
        begin(new Caller(call, problem));
    }

    @Override
    public void forget() {
        faults.clear();
    }

    @Override
    public void close() {
        disk.close();
    }

    private void begin(Caller caller) {
        caller.exchange().after(faults.delay(), () -> Answers.JSON.guard(caller.exchange(), () -> run(caller)));
    }

    private void run(Caller caller) {
        if (faults.takeBusy()) {
            throw StorageError.busy();
        }
        var method = caller.call().method();
        var path = caller.call().path();
        var route = Route.find(routes, method, path);
        if (route != null) {
            route.operation().run(caller, route.target(path));
            return;
        }
        var words = path.split("/");
        var thing = words.length > 1 ? NOT_DONE.get(words[1]) : null;
        throw thing == null ? StorageError.noRoute(method, path) : StorageError.notDone(thing);
    }
}
