package dev.threatcards.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;

import dev.threatcards.ThreatCards;
import dev.threatcards.ingest.FetchListener;
import dev.threatcards.ingest.FetchReport;
import dev.threatcards.ingest.IndexBuild;
import dev.threatcards.json.JsonOutput;

@Command(name = "fetch", mixinStandardHelpOptions = true, description = "Downloads ETDA's exports and merges them into the index, all of them or none.", footer = {
        "", "Groups, tools, both as MISP clusters too, and the list of groups: five files, one a second.", "",
        "Exit codes: 0 done, 1 failed (nothing has changed then), 3 done but some cards were set aside.", "",
        "Example:", "  threat-cards fetch && threat-cards doctor"})
final class FetchCommand extends IndexCommand {

    private static final long KILOBYTE = 1024;

    @Option(names = "--base", paramLabel = "URL", description = "Another host (default: "
            + "${DEFAULT-VALUE}).", defaultValue = IndexBuild.ETDA)
    private String base;

    @Option(names = "--cache", paramLabel = "DIR", description = "The folder for downloads (default: threat-cards in the user's cache folder).")
    private Path cache;

    @Option(names = "--prune", description = "Also remove the cards that the newest edition of their collection lacks.")
    private boolean prune;

    @Option(names = "--json", description = "Print the report as JSON.")
    private boolean json;

    private record Fetched(@JsonUnwrapped Ingestion.Summary ingest, List<FetchedFile> files) {
    }

    private record FetchedFile(String path, String address, String fetched, @JsonProperty("new") boolean isNew) {

        private static FetchedFile of(FetchReport.File file) {
            return new FetchedFile(file.path().toString(), file.address().toString(), file.fetched().toString(),
                    file.isNew());
        }
    }

    @Override
    public Integer call() {
        FetchReport report = fetch();
        if (json) {
            out().println(JsonOutput.pretty(new Fetched(Ingestion.Summary.of(report.ingest()),
                    report.files().stream().map(FetchedFile::of).toList())));
        } else {
            report.files().forEach(file -> out().printf(Locale.ROOT, "%-10s %s, fetched %s%n",
                    file.isNew() ? "new" : "unchanged", file.path(), file.fetched()));
            Ingestion.print(report.ingest(), index, out(), err());
        }
        return Ingestion.exitCode(report.ingest());
    }

    private FetchReport fetch() {
        Path folder = cache == null ? usersCache() : cache;
        IndexBuild build = prune ? ThreatCards.build(index).prune() : ThreatCards.build(index);
        if (!Ansi.AUTO.enabled()) {
            return build.fetch(base, folder, (file, bytes, total) -> {
            });
        }
        try (ProgressBar bar = new ProgressBarBuilder().setTaskName("Fetching").setUnit(" kB", KILOBYTE).build()) {
            FetchListener listener = (file, bytes, total) -> {
                bar.setExtraMessage(file);
                bar.maxHint(total);
                bar.stepTo(bytes);
            };
            return build.fetch(base, folder, listener);
        }
    }

    /** The cache folder of the XDG Base Directory Specification. */
    private static Path usersCache() {
        String xdg = System.getenv("XDG_CACHE_HOME");
        Path caches = xdg == null || xdg.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(xdg);
        return caches.resolve("threat-cards");
    }
}
