package dev.threatcards.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import dev.threatcards.ScanOptions;
import dev.threatcards.ThreatCards;
import dev.threatcards.card.CardReference;
import dev.threatcards.search.Mention;
import dev.threatcards.server.NamesJson;

@Command(name = "scan", mixinStandardHelpOptions = true, description = "Finds the actors and tools that a text mentions.", footer = {
        "",
        "Names are found on word boundaries, in addresses and file names too; a name of several cards counts for each.",
        "It ends with 0, whether there are any mentions or not.", "", "Example:",
        "  pdftotext report.pdf - | threat-cards scan"})
final class ScanCommand implements Callable<Integer> {

    private static final Pattern LINE_BREAK = Pattern.compile("\r\n?|\n");
    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "A text in UTF-8. None, or -, for standard input.")
    private String file = "-";

    @Mixin
    private IndexOption index;

    @Option(names = "--generic", description = "Show names that are ordinary words as well, too: \"Snake\".")
    private boolean generic;

    @Option(names = "--collection", paramLabel = "VALUE", description = "Only cards of this collection; given more than once, of any of them.")
    private Set<String> collections = new LinkedHashSet<>();

    @Option(names = "--json", description = "Print each mention as the API gives it.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        try (ThreatCards cards = ThreatCards.open(index.path())) {
            String text = file.equals("-") ? StandardInput.text() : read(Path.of(file));
            List<Mention> all = cards.scan(text, new ScanOptions(true, collections));
            List<Mention> mentions = all.stream().filter(mention -> generic || !mention.generic()).toList();
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                out.println(NamesJson.mentions(mentions, cards.provenance()).toPrettyString());
            } else {
                print(mentions, text, out);
                if (all.size() > mentions.size()) {
                    out.printf(Locale.ROOT, "%n%,d more of names that are ordinary words; --generic shows them.%n",
                            all.size() - mentions.size());
                }
            }
            return ExitCode.DONE;
        } catch (IOException e) {
            spec.commandLine().getErr()
                    .println("threat-cards: " + file + " cannot be read: "
                            + (Files.isDirectory(Path.of(file))
                                    ? "it is a folder."
                                    : "there is no such file, or it is not yours."));
            return ExitCode.FAILED;
        }
    }

    private static String read(Path path) throws IOException {
        return new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
    }

    private static void print(List<Mention> mentions, String text, PrintWriter out) {
        Map<CardReference, List<Mention>> byCard = new LinkedHashMap<>();
        mentions.forEach(mention -> mention.cards()
                .forEach(card -> byCard.computeIfAbsent(card, first -> new ArrayList<>()).add(mention)));
        out.printf(Locale.ROOT, "%s of %s%n", counted(mentions.size(), "mention"), counted(byCard.size(), "card"));
        if (byCard.isEmpty()) {
            return;
        }
        out.println();
        Places places = new Places(text);
        Table table = new Table("Card", "Kind", "Times", "As written", "First at");
        // The sort is stable: cards with as many mentions stay in the order of the text.
        byCard.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<CardReference, List<Mention>> card) -> card.getKey().kind())
                        .thenComparing(Comparator
                                .comparingInt((Map.Entry<CardReference, List<Mention>> card) -> card.getValue().size())
                                .reversed()))
                .forEach(card -> table.add(card.getKey().name(), card.getKey().kind().key(),
                        Integer.toString(card.getValue().size()), written(card.getValue()),
                        places.of(card.getValue().getFirst().start())));
        table.print(out);
        List<String> shared = mentions.stream().filter(mention -> mention.cards().size() > 1)
                .map(mention -> Printable.text(mention.text())).distinct().toList();
        if (!shared.isEmpty()) {
            out.printf("%nNames of more than one card: %s.%n", String.join(", ", shared));
        }
    }

    private static String counted(int number, String what) {
        return String.format(Locale.ROOT, "%,d %s%s", number, what, number == 1 ? "" : "s");
    }

    /** Each spelling once, and which of them may be ordinary words. */
    private static String written(List<Mention> mentions) {
        return mentions.stream().map(mention -> WHITE_SPACE.matcher(mention.text()).replaceAll(" ")
                + (mention.generic() ? " (generic)" : "")).distinct().collect(Collectors.joining(", "));
    }

    /** Lines and columns of a text, from 1, in characters. */
    private static final class Places {
        private final String text;
        private final NavigableMap<Integer, Integer> lines = new TreeMap<>(Map.of(0, 1));

        Places(String text) {
            this.text = text;
            Matcher lineBreak = LINE_BREAK.matcher(text);
            while (lineBreak.find()) {
                lines.put(lineBreak.end(), lines.size() + 1);
            }
        }

        String of(int offset) {
            Map.Entry<Integer, Integer> line = lines.floorEntry(offset);
            return line.getValue() + ":" + (text.codePointCount(line.getKey(), offset) + 1);
        }
    }
}
