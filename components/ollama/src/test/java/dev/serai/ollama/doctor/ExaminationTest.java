package dev.serai.ollama.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExaminationTest {

    private static final long LLAMA = 4_920_753_328L;
    private static final long LLAMA_IN_MEMORY = LLAMA + 1282 * Memory.MIB;
    private static final long QWEN = 9_276_198_565L;

    private final List<InstalledModel> installed = new ArrayList<>();
    private final List<LoadedModel> loaded = new ArrayList<>();
    private final Map<String, ModelInfo> described = new HashMap<>();

    private NodeFacts node() {
        return new NodeFacts("http://strix:11434", null, "0.33.0", installed, loaded, described, Map.of());
    }

    private DoctorReport report(String model, long numCtx, long gib) {
        return Examination.of(new Question(model, numCtx, gib * Memory.GIB), List.of(node()));
    }

    private void installed(String name, long size, ModelInfo info) {
        installed.add(new InstalledModel(name, size, "Q4_K_M", false));
        if (info != null) {
            described.put(Names.key(name), info);
        }
    }

    private void llamaInMemory(long context, long size, double gpuShare) {
        installed("llama3.1:8b", LLAMA, Shown.LLAMA_8B);
        loaded.add(new LoadedModel("llama3.1:8b", size, Math.round(size * gpuShare), context, "2026-11-21T00:27:19Z"));
    }

    private static Finding one(DoctorReport report, String words) {
        assertThat(report.findings())
                .as(report.toString())
                .filteredOn(f -> f.text().contains(words))
                .hasSize(1);
        return report.findings().stream()
                .filter(f -> f.text().contains(words))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aServerWithoutModelsIsToldSo() {
        var report = report(null, 8192, 0);
        assertThat(report.verdict()).isEqualTo("hints");
        assertThat(one(report, "has no models").remedy()).contains("ollama pull");
        assertThat(one(report, "no model in memory").level()).isEqualTo(Level.OK);
        assertThat(one(report, "version 0.33.0").subject()).isEqualTo("http://strix:11434");
    }

    @Test
    void aModelThatRunsAsAskedIsFine() {
        llamaInMemory(8192, LLAMA + (544 + 258) * Memory.MIB, 1);
        var report = report(null, 8192, 0);
        assertThat(report.verdict()).as(report.toString()).isEqualTo("ok");
        assertThat(one(report, "context").text())
                .isEqualTo("runs with a context of 8192 tokens (trained for 131072), as this endpoint asks");
        assertThat(one(report, "KV cache looks like").text())
                .isEqualTo(
                        "its KV cache looks like q8_0 (estimated, for OLLAMA_NUM_PARALLEL=1): 544 MiB for 8192 tokens");
        assertThat(one(report, "flash attention is on").level()).isEqualTo(Level.OK);
        assertThat(one(report, "wholly on the GPU").text()).contains("5.4 GiB");
    }

    @Test
    void aCacheOfFullSizeGetsTheRemedy() {
        llamaInMemory(8192, LLAMA_IN_MEMORY, 1);
        var report = report(null, 8192, 0);
        var cache = one(report, "looks like f16");
        assertThat(cache.level()).isEqualTo(Level.HINT);
        assertThat(cache.remedy()).contains("OLLAMA_KV_CACHE_TYPE=q8_0").contains("OLLAMA_FLASH_ATTENTION=1");
        assertThat(one(report, "does not tell whether flash attention").remedy())
                .contains("OLLAMA_FLASH_ATTENTION=1");
    }

    @Test
    void aCacheThatCannotBeToldIsNoReasonToWorry() {
        llamaInMemory(512, LLAMA + 300 * Memory.MIB, 1);
        var cache = one(report(null, 512, 0), "cannot be told");
        assertThat(cache.level()).isEqualTo(Level.OK);
        assertThat(cache.remedy()).contains("OLLAMA_KV_CACHE_TYPE");
    }

    @ParameterizedTest
    @CsvSource({
        "4096,   8192,   HINT,    but this endpoint asks for 8192",
        "16384,  8192,   HINT,    but this endpoint asks for 8192",
        "1024,   1000,   OK,      as this endpoint asks",
        "131072, 200000, OK,      as this endpoint asks",
        "262144, 8192,   PROBLEM, beyond what it was trained for",
        "0,      8192,   OK,      runs with a context that the server"
    })
    void theContextIsComparedWithWhatIsAskedAndWhatWasTrained(long runs, long asks, Level level, String words) {
        llamaInMemory(runs, LLAMA_IN_MEMORY, 1);
        assertThat(one(report(null, asks, 0), words).level()).isEqualTo(level);
    }

    @Test
    void aSplitModelIsAProblemWithAnEstimate() {
        llamaInMemory(8192, 10 * Memory.GIB, 0.75);
        var finding = one(report(null, 8192, 0), "partly offloaded");
        assertThat(finding.level()).isEqualTo(Level.PROBLEM);
        assertThat(finding.text())
                .contains("25 % of its 10.0 GiB")
                .contains("about 3 times slower than wholly on the GPU (estimate)");
        assertThat(finding.remedy()).contains("numCtx").contains("OLLAMA_KV_CACHE_TYPE=q8_0");
    }

    @Test
    void aModelWhollyOnTheCpuIsWordedDifferently() {
        llamaInMemory(8192, LLAMA_IN_MEMORY, 0);
        var finding = one(report(null, 8192, 0), "wholly on the CPU");
        assertThat(finding.level()).isEqualTo(Level.HINT);
        assertThat(finding.text()).doesNotContain("partly").contains("about 9 times slower");
    }

    @Test
    void anEmbeddingModelHasNeitherCacheNorAskedContext() {
        var info = ModelInfo.of(Shown.miniLm().done());
        installed("all-minilm:latest", 25_279_317, info);
        loaded.add(new LoadedModel("all-minilm:latest", 33_166_458, 33_166_458, 512, ""));
        var report = report(null, 8192, 0);
        assertThat(report.verdict()).isEqualTo("ok");
        assertThat(report.toString())
                .doesNotContain("KV cache")
                .doesNotContain("flash")
                .doesNotContain("asks");
    }

    @Test
    void modelsThatDoNotFitBesideEachOtherAreAProblem() {
        llamaInMemory(8192, 6 * Memory.GIB, 1);
        installed("qwen3:14b", QWEN, Shown.QWEN_14B);
        loaded.add(new LoadedModel("qwen3:14b", 11 * Memory.GIB, 11 * Memory.GIB, 8192, ""));
        assertThat(one(report(null, 8192, 16), "together").level()).isEqualTo(Level.PROBLEM);
        var fits = one(report(null, 8192, 24), "together");
        assertThat(fits.level()).isEqualTo(Level.OK);
        assertThat(fits.text()).isEqualTo("2 models in memory take 17.0 GiB together, of 24.0 GiB");
    }

    @ParameterizedTest
    @CsvSource({
        "24, 8192,  OK,      and fits 24.0 GiB",
        "8,  8192,  PROBLEM, does not fit 8.0 GiB",
        "10, 8192,  PROBLEM, does not fit 10.0 GiB",
        "24, 40960, OK,      1.3"
    })
    void anInstalledModelIsJudgedByItsFilesAndLayers(long gib, long numCtx, Level level, String words) {
        installed("qwen3:14b", QWEN, Shown.QWEN_14B);
        var report = report("qwen3:14b", numCtx, gib);
        var finding = one(report, "needs about");
        assertThat(finding.level()).isEqualTo(level);
        assertThat(finding.text()).contains("estimate: 8.6 GiB for its weights").contains(numCtx + " tokens");
        if (!words.equals("1.3")) {
            assertThat(finding.text()).contains(words);
        }
    }

    @Test
    void theRemedyIsTheSmallestStepThatHelps() {
        installed("qwen3:14b", QWEN, Shown.QWEN_14B);
        // 8.6 GiB of weights, 0.4 to compute with; the cache takes 1.25 GiB as f16 and 0.66 as q8_0.
        assertThat(one(report("qwen3:14b", 8192, 10), "does not fit").remedy()).contains("OLLAMA_KV_CACHE_TYPE=q8_0");
        assertThat(one(report("qwen3:14b", 32768, 11), "does not fit").remedy()).startsWith("numCtx=1");
        assertThat(one(report("qwen3:14b", 8192, 9), "does not fit").remedy()).contains("smaller model");
    }

    @Test
    void aModelThatBarelyFitsIsAHint() {
        installed("llama3.1:8b", LLAMA, Shown.LLAMA_8B);
        // 4.58 GiB of weights, 3.0 of cache, 0.31 to compute with.
        assertThat(one(report("llama3.1:8b", 24576, 8), "barely fits 8.0 GiB").level())
                .isEqualTo(Level.HINT);
    }

    @Test
    void withMemoryAloneEveryInstalledModelIsJudged() {
        installed("llama3.1:8b", LLAMA, Shown.LLAMA_8B);
        installed("qwen3:14b", QWEN, Shown.QWEN_14B);
        installed("odd:latest", 3 * Memory.GIB, null);
        installed.add(new InstalledModel("gpt-oss:120b-cloud", 384, "MXFP4", true));
        var report = report(null, 8192, 8);
        assertThat(report.findings())
                .filteredOn(finding -> finding.text().startsWith("needs"))
                .extracting(finding -> finding.subject() + " " + finding.level())
                .containsExactly("llama3.1:8b ok", "qwen3:14b problem", "odd:latest ok");
    }

    @Test
    void theTypeOfTheCacheHoldsForTheWholeServer() {
        llamaInMemory(8192, LLAMA + (544 + 258) * Memory.MIB, 1);
        installed("qwen3:14b", QWEN, Shown.QWEN_14B);
        assertThat(one(report("qwen3:14b", 8192, 24), "needs about").text()).contains("cache of type q8_0");
    }

    @Test
    void aModelThatIsNowhereIsJudgedByItsName() {
        installed("llama3.1:8b", LLAMA, Shown.LLAMA_8B);
        var report = report("qwen3:32b", 8192, 16);
        assertThat(one(report, "is not on http://strix:11434").remedy()).contains("ollama pull qwen3:32b");
        var size = one(report, "by its name");
        assertThat(size.level()).isEqualTo(Level.PROBLEM);
        assertThat(size.text()).contains("18.2 GiB").contains("estimate").contains("Q4_K_M (assumed");
    }

    @Test
    void aNameThatTellsNoSizeIsAFinding() {
        installed("llama3.1:8b", LLAMA, Shown.LLAMA_8B);
        assertThat(one(report("mistral", 8192, 16), "its size cannot be told").level())
                .isEqualTo(Level.HINT);
    }

    @Test
    void aNameWithoutATagMeansTheLatest() {
        installed("mistral:latest", LLAMA, Shown.LLAMA_8B);
        var report = report("Mistral", 8192, 16);
        assertThat(report.toString()).doesNotContain("is not on").contains("mistral:latest: needs about");
    }

    @Test
    void askingForMoreContextThanTheModelKnowsIsAHint() {
        installed("qwen3:14b", QWEN, Shown.QWEN_14B);
        var finding = one(report("qwen3:14b", 65536, 0), "was trained for 40960 tokens");
        assertThat(finding.level()).isEqualTo(Level.HINT);
        assertThat(finding.remedy()).startsWith("Set numCtx=40960");
    }

    @Test
    void aServerThatIsDownIsAProblemBesideTheOthers() {
        llamaInMemory(8192, LLAMA + (544 + 258) * Memory.MIB, 1);
        var down = NodeFacts.down("http://laptop:11434", new NodeFacts.Failure("nothing listens there.", "Start it."));
        var report = Examination.of(new Question(null, 8192, 0), List.of(node(), down));
        assertThat(report.verdict()).isEqualTo("problems");
        assertThat(report.of(Level.PROBLEM))
                .containsExactly(
                        Finding.problem("http://laptop:11434", "does not answer: nothing listens there.", "Start it."));
        assertThat(report.findings()).anyMatch(f -> f.subject().equals("llama3.1:8b on http://strix:11434"));
    }

    @Test
    void aModelThatTheServerCannotDescribeIsAHint() {
        installed("odd:latest", LLAMA, null);
        var node = new NodeFacts(
                "http://strix:11434",
                null,
                "",
                installed,
                loaded,
                described,
                Map.of("odd:latest", "its file is broken"));
        var report = Examination.of(new Question("odd", 8192, 0), List.of(node));
        assertThat(report.of(Level.HINT))
                .containsExactly(Finding.hint("odd:latest", "is not described: its file is broken", null));
        assertThat(report.toString())
                .contains("answers, but not with its version")
                .contains("version not told");
    }

    @Test
    void theReportReadsAsLines() {
        llamaInMemory(8192, 10 * Memory.GIB, 0.75);
        var lines = report(null, 8192, 0).toString().lines().toList();
        assertThat(lines)
                .startsWith(
                        "Verdict: problems",
                        "http://strix:11434: version 0.33.0, models installed: 1, in memory: 1",
                        "    llama3.1:8b: 10.0 GiB, 75 % on the GPU, context of 8192 tokens,"
                                + " kept until 2026-11-21T00:27:19Z");
        assertThat(lines.get(3)).startsWith("[problem] llama3.1:8b: is partly offloaded");
        assertThat(lines.get(4)).startsWith("    Use a smaller numCtx");
    }

    @Test
    void theReportIsAlsoAMap() {
        llamaInMemory(8192, LLAMA_IN_MEMORY, 1);
        var map = report(null, 8192, 0).toMap();
        assertThat(map).containsEntry("verdict", "hints").containsKeys("findings", "nodes");
        assertThat(map.get("nodes").toString())
                .contains("node=http://strix:11434")
                .contains("contextLength=8192")
                .contains("installed=[llama3.1:8b]");
    }

    @Test
    void aModelKeptForEverIsAFactAndNoFinding() {
        installed("llama3.1:8b", LLAMA, Shown.LLAMA_8B);
        loaded.add(new LoadedModel("llama3.1:8b", LLAMA, LLAMA, 8192, "2318-11-21T00:27:19.647313188+01:00"));
        var report = report(null, 8192, 0);
        assertThat(report.nodes().get(0).toString()).contains("kept for ever");
        assertThat(report.findings()).noneMatch(f -> f.text().contains("for ever"));
    }
}
