package dev.serai.runtime.load;

import dev.serai.support.error.Failures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.support.service.ServiceSupport;
import org.apache.camel.util.concurrent.CamelThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the routes of a started context as the files of the folders say. All decisions fall on one thread, the loop; only
 * consumers start and stop beside it.
 */
public final class RouteFolders extends ServiceSupport implements Workflows {

    private static final Logger LOG = LoggerFactory.getLogger(RouteFolders.class);
    private static final int LOOKS = 4;
    /** How many consumers may hang at their start or end before others wait for them. */
    private static final int STARTS = 256;

    private final CamelContext context;
    private final FolderSettings settings;
    private final FolderScan scan;
    private final FolderProperties properties;
    private final NewFolder newFolder;
    private final Previewer previewer;
    /** Two people may change one folder. */
    private final ReentrantLock writing = new ReentrantLock();

    private final ConcurrentSkipListMap<String, Unit> units = new ConcurrentSkipListMap<>();
    private final CopyOnWriteArrayList<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> first = new CompletableFuture<>();
    private volatile Map<String, String> skipped = Map.of();

    private ScheduledExecutorService loop;
    private ExecutorService workers;
    private FolderWatch watch;
    private FileReload reload;
    private Set<Path> watched = Set.of();
    private int looks;
    private boolean restless;
    private boolean blind;

    public RouteFolders(CamelContext context, FolderSettings settings) {
        this.context = context;
        this.settings = settings;
        this.scan = new FolderScan(settings);
        this.properties = new FolderProperties(settings.maxFileBytes());
        this.newFolder = new NewFolder(settings);
        this.previewer = new Previewer(context, settings);
        // Before anything asks for a property: Camel's list of sources is none that may change beside its readers.
        context.getPropertiesComponent().addPropertiesSource(properties);
        SteadySeda.addTo(context);
    }

    @Override
    protected void doStart() {
        // Lines of steps are kept only if the context says so; they tell where a step that fails stands.
        context.setSourceLocationEnabled(true);
        var threads = context.getExecutorServiceManager();
        loop = threads.newSingleThreadScheduledExecutor(this, "serai-load");
        var pool = new ThreadPoolExecutor(
                STARTS,
                STARTS,
                10,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                new CamelThreadFactory(threads.getThreadNamePattern(), "serai-start", true));
        pool.allowCoreThreadTimeOut(true);
        workers = pool;
        watch = new FolderWatch();
        reload = new FileReload(context, settings, units, loop, workers, this::changed);
        FolderResources.bind(context, settings.all(), reload::resource);
        loop.execute(this::begin);
    }

    @Override
    protected void doStop() {
        FolderResources.unbind(context);
        context.getExecutorServiceManager().shutdownNow(loop);
        watch.close();
        workers.shutdownNow();
        first.complete(null);
    }

    private void begin() {
        var pause = settings.interval().toMillis();
        if (!context.getStatus().isStarted()) {
            // Camel would only note routes that are added now.
            loop.schedule(this::begin, pause, TimeUnit.MILLISECONDS);
            return;
        }
        look(true);
        reload.idle().whenComplete((done, failure) -> first.complete(null));
        loop.scheduleWithFixedDelay(this::tick, pause, pause, TimeUnit.MILLISECONDS);
    }

    private void tick() {
        try {
            // Looking at everything each time would be work for nothing; the watch tells most changes at once.
            var due = ++looks >= LOOKS;
            if (context.getStatus().isStarted() && (watch.stirred() || restless || due)) {
                looks = 0;
                look(false);
            }
        } catch (RuntimeException e) {
            LOG.error("Looking at the folders failed; it is tried again.", e);
        }
    }

    private void look(boolean atOnce) {
        FolderScan.Sighting sighting;
        try {
            sighting = scan.look();
            blind = false;
        } catch (IOException | RuntimeException e) {
            if (!blind) {
                LOG.warn("The folders {} cannot be read; what is loaded stays.", settings.all(), e);
            }
            blind = true;
            return;
        }
        watch.watch(folders(sighting));
        skipped = sighting.skipped();
        restless = false;
        // Before the routes that need them.
        var reset = properties.look(sighting.properties(), atOnce);
        restless |= properties.waits();
        gone(sighting);
        var ripe = new ArrayList<Unit>();
        for (var source : sighting.sources().values()) {
            var unit = units.computeIfAbsent(source.path(), path -> new Unit(source));
            unit.absent = 0;
            if (!unit.source.stamp().equals(source.stamp())) {
                unit.source = source;
                unit.settled = false;
                restless = true;
            } else if (!unit.settled) {
                // The second look that finds the same; whoever writes it has most likely ended.
                if (atOnce || unit.tried || unit.seen) {
                    unit.settled = true;
                    ripe.add(unit);
                } else {
                    restless = true;
                }
            }
            unit.seen = true;
        }
        ripe.sort(Comparator.comparing((Unit unit) -> unit.source.kind()).thenComparing(unit -> unit.path));
        // Whether they are written anew with it or not: the same text means something else.
        units.values().stream()
                .filter(unit -> reset.contains(unit.source.file().getParent()))
                .forEach(unit -> unit.triedHash = null);
        ripe.forEach(reload::changed);
        units.values().stream()
                .filter(unit -> unit.settled && !ripe.contains(unit))
                .filter(unit -> reset.contains(unit.source.file().getParent()))
                .forEach(reload::changedAround);
        restless |= reload.resourcesChanged();
    }

    private Set<Path> folders(FolderScan.Sighting sighting) {
        if (!watched.equals(sighting.folders())) {
            watched = Set.copyOf(sighting.folders());
        }
        return watched;
    }

    private void gone(FolderScan.Sighting sighting) {
        for (var unit : List.copyOf(units.values())) {
            if (!sighting.sources().containsKey(unit.path)) {
                // Editors take a file away for a moment when they save it.
                if (++unit.absent >= 2) {
                    reload.gone(unit);
                } else {
                    restless = true;
                }
            }
        }
    }

    private void changed(String path) {
        for (var listener : listeners) {
            try {
                listener.accept(path);
            } catch (RuntimeException e) {
                LOG.warn("A listener for changed files failed", e);
            }
        }
    }

    @Override
    public List<WorkflowFile> files() {
        return units.values().stream().filter(Unit::ours).map(this::view).collect(Collectors.toList());
    }

    private WorkflowFile view(Unit unit) {
        var live = unit.live;
        var problems = unit.problems;
        if (live == null) {
            return new WorkflowFile(unit.path, FileState.BROKEN, problems, List.of(), List.of(), null);
        }
        var routes = live.view();
        var off = !routes.isEmpty()
                && routes.stream().noneMatch(route -> route.on() || live.starting.containsKey(route.id()));
        var state = unit.stale ? FileState.STALE : off ? FileState.OFF : FileState.ON;
        return new WorkflowFile(
                unit.path, state, problems, routes, live.parsed().templateIds(), live.loaded());
    }

    @Override
    public List<SkippedFile> skipped() {
        var all = new ConcurrentSkipListMap<String, String>(skipped);
        units.values().stream()
                .filter(unit -> !unit.ours() && unit.skipped != null)
                .forEach(unit -> all.put(unit.path, unit.skipped));
        return all.entrySet().stream()
                .map(entry -> new SkippedFile(entry.getKey(), entry.getValue()))
                .toList();
    }

    @Override
    public CompletionStage<Void> switchRoute(String routeId, boolean on) {
        var done = new CompletableFuture<Void>();
        if (!isRunAllowed() || loop == null || loop.isShutdown()) {
            done.completeExceptionally(new LoadException(LoadError.BUSY, "The folders are not being read"));
            return done;
        }
        loop.execute(() -> reload.switchRoute(routeId, on).whenComplete((nothing, failure) -> {
            if (failure == null) {
                done.complete(null);
            } else {
                done.completeExceptionally(Failures.unwrap(failure));
            }
        }));
        return done;
    }

    /** On the loop, since Camel keeps what a check needs for a moment where all can see it. */
    @Override
    public CompletionStage<FilePreview> preview(String folder, String file, String text, Map<String, String> more) {
        if (!isRunAllowed() || loop == null || loop.isShutdown()) {
            return CompletableFuture.failedFuture(new LoadException(LoadError.BUSY, "The folders are not being read"));
        }
        return CompletableFuture.supplyAsync(
                () -> {
                    var all = settings.all();
                    var place = newFolder
                            .existing(folder)
                            .orElseGet(
                                    () -> (all.isEmpty() ? Path.of("").toAbsolutePath() : all.get(0)).resolve(folder))
                            .resolve(file);
                    var root = place.getParent().getParent();
                    var source = new Source(scan.prefix(root) + folder + "/" + file, root, place, FileKind.YAML, null);
                    // What it would replace is not in its way.
                    var unit = units.values().stream()
                            .filter(one -> one.source.file().equals(place))
                            .findFirst()
                            .orElseGet(() -> new Unit(source));
                    return previewer.preview(source, unit, text, more, List.copyOf(units.values()));
                },
                loop);
    }

    @Override
    public Place place(String folder) {
        return place(newFolder.place(folder));
    }

    @Override
    public Optional<Existing> existing(String folder) {
        return newFolder.existing(folder).map(this::existing);
    }

    private Existing existing(Path there) {
        try {
            var text = newFolder.read(there.resolve(FolderProperties.FILE));
            return new Existing(place(there), newFolder.set(there, FolderProperties.values(text)), text, null);
        } catch (LoadException | IllegalArgumentException e) {
            // Without the cause, which may hold a part of a secret.
            var broken = new LoadException(
                    LoadError.BAD_PROPERTIES,
                    FolderProperties.FILE + " in the folder " + there.getFileName() + " cannot be read");
            return new Existing(place(there), Map.of(), "", broken);
        }
    }

    @Override
    public Existing set(String folder, Map<String, String> values) {
        return alone(() -> {
            var there = newFolder.imported(folder);
            var file = there.resolve(FolderProperties.FILE);
            newFolder.replace(
                    file, PropertiesText.with(existing(there).checked().text(), values));
            LOG.info("Set {} in {}", values.keySet(), file);
            return existing(there);
        });
    }

    @Override
    public Optional<Existing> existing(String folder, Map<String, String> files) {
        return newFolder.existing(folder, files).flatMap(there -> existing(folder));
    }

    @Override
    public void remove(String folder) {
        LOG.info("Removed {}", alone(() -> newFolder.remove(folder)));
    }

    @Override
    public Place add(String folder, Map<String, String> files, Map<String, String> values, boolean replace) {
        return alone(() -> write(folder, files, values, replace));
    }

    private <T> T alone(Supplier<T> work) {
        writing.lock();
        try {
            return work.get();
        } finally {
            writing.unlock();
        }
    }

    private Place write(String folder, Map<String, String> files, Map<String, String> values, boolean replace) {
        var set = new TreeMap<String, String>();
        if (replace) {
            existing(folder).ifPresent(there -> set.putAll(there.checked().properties()));
        }
        set.putAll(values);
        var all = new TreeMap<>(files);
        if (!set.isEmpty()) {
            all.merge(FolderProperties.FILE, "", (text, nothing) -> text);
            all.compute(FolderProperties.FILE, (name, text) -> PropertiesText.with(text, set));
        }
        var written = newFolder.write(folder, all, replace);
        LOG.info("Wrote {}", written);
        return place(written);
    }

    private Place place(Path folder) {
        return new Place(scan.prefix(folder.getParent()) + folder.getFileName(), folder.toString());
    }

    @Override
    public CompletionStage<Void> firstLoad() {
        return first.minimalCompletionStage();
    }

    @Override
    public Registration listen(Consumer<String> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** What is set beside the routes of all folders. It is the same object until something else is set. */
    public Map<String, String> properties() {
        return properties.values();
    }

    /** The folders that are looked at. */
    public List<Path> folders() {
        return settings.folders();
    }
}
