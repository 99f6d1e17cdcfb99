package dev.threatcards;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import dev.threatcards.card.Card;
import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.Facet;
import dev.threatcards.card.MergedCard;
import dev.threatcards.deck.ToolGraph;
import dev.threatcards.export.ExportFormat;
import dev.threatcards.index.CardIndex;
import dev.threatcards.ingest.IngestReport;
import dev.threatcards.query.CardQuery;
import dev.threatcards.query.CardSelection;
import dev.threatcards.query.Filters;
import dev.threatcards.query.Limits;
import dev.threatcards.search.CardSearch;

/** Cards that are made up to be exported: every field filled, every text hostile. And what becomes of cards on the way. */
public final class ExportedCards {

    /** A deck of two collections with actors and tools; its words are what formats trip over. */
    public static final String INVENTED = """
            {"source": "An encyclopedia", "license": "CC BY-NC-SA 4.0", "last-db-change": "2024-08-27",
             "decks": [{"collection": "ETDA", "source": "An encyclopedia", "date": "2024-08-27", "license": "CC BY-NC-SA 4.0"},
               {"collection": "A galaxy", "source": "Stars", "date": "2024-09-01", "license": "CC0-1.0"}],
             "values": [
             {"actor": "Blue Otter, APT 99", "uuid": "11111111-2222-4333-8444-555555555501", "category": "APT",
              "names": [{"name": "Blue Otter", "name-giver": "Acme"}, {"name": "=cmd|' /C calc'!A0", "name-giver": "?"},
                {"name": "Colon: \\\\Otter\\\\", "name-giver": "Umbrella: \\"U\\" & Sons"}, {"name": "Nameless"},
                {"name": "Blue Otter", "name-giver": "Other Acme"}],
              "country": ["[Unknown]", "China", "[Middle East]"], "sponsor": "State-sponsored, 5th & 6th Bureau (\\"FSS\\")",
              "motivation": ["Information theft and espionage", "Sabotage and destruction"], "first-seen": "2014 Early",
              "observed": "2018-Jun 2022",
              "description": "(Acme) First, \\"quoted\\" | barred \\\\ and\\ttabbed.\\n\\nSecond\\nline, near {{Red Fox}}:\\n• one\\r\\n• two 🦦 \\u202Eright to left\\u202C \\u0007 bell",
              "observed-sectors": ["Oil and gas", "others", "Education"],
              "observed-countries": ["Bosnia and Herzegovina", "UK", "Middle East", "Worldwide except Chile", "UK"],
              "tools": ["Spanner", "an MS Office 0-day exploit", "+Plus", "SPANR", "Unheard of"],
              "operations": [{"date": "2014-10", "activity": "Breach\\nhttps://example.org/1?a=1&copy=2\\nMore of it, see {{Red Fox}}"},
                {"date": "", "activity": "Undated"}, {"date": "2015 Late", "activity": "-1+2\\nhttps://example.org/a b.pdf"}],
              "counter-operations": [{"date": "2016-05", "activity": "Arrests, \\u0085 next line\\nhttps://example.org/2\\nMore"}],
              "related": [{"type": "uses", "dest-uuid": "11111111-2222-4333-8444-555555555504", "likelihood": "almost-certain"},
                {"type": "subgroup-of", "dest-name": "Red Fox"}, {"type": "similar", "dest-uuid": "11111111-2222-4333-8444-555555555502"},
                {"type": "same-as", "dest-uuid": "99999999-2222-4333-8444-555555555599"}],
              "information": ["https://example.org/i1", "https://example.org/ü", "no address", "https://example.org/i 3.pdf",
                "https://attack.mitre.org/campaigns/C0001/"],
              "mitre-attack": ["https://attack.mitre.org/groups/G9998/", "https://example.org/attack"],
              "techniques": [{"id": "T0831", "name": "Moving: \\\\ |; parts", "tactics": ["Impair Process Control", "Evasion: all"], "source": "Acme: \\"ICS\\""},
                {"id": "T1566.001", "name": "Spearphishing Attachment", "tactics": ["Initial Access"], "source": "ATT&CK 18.1"},
                {"name": "=Unheard of", "source": ""}, {"id": "T1108", "name": "Redundant Access", "withdrawn": true}],
              "playbook": ["https://pan-unit42.github.io/playbook_viewer/?pb=otter", "https://example.org/p"],
              "alienvault-otx": ["https://otx.alienvault.com/pulse/1", "https://example.org/otx"],
              "mood": {"level": [3, null, "=x"], "": "empty"}, "Odd key, =\\"": "", "last-card-change": "2020-04-14"},
             {"actor": "@Red Fox", "uuid": "11111111-2222-4333-8444-555555555502", "names": [{"name": "@Red Fox", "name-giver": "-Acme"}],
              "country": ["Iran"], "motivation": ["Financial gain"], "description": "'=Quoted already", "first-seen": "2010",
              "operations": [{"date": "2012", "activity": "Theft"}], "tools": ["Spanner"], "last-card-change": "2021-12-01"},
             {"actor": "[Unnamed groups: Nowhere]", "uuid": "11111111-2222-0333-0444-555555555503", "description": "No STIX uuid.",
              "names": [{"name": "[Unnamed groups: Nowhere]", "name-giver": "?"}], "country": ["Nowhere"]},
             {"tool": "Spanner", "uuid": "11111111-2222-4333-8444-555555555504", "names": [{"name": "Spanner"}, {"name": "SPANR"}],
              "category": "Malware", "type": ["Backdoor", "Big Game Hunting"], "description": "Turns {{Red Fox}}.",
              "related": [{"type": "used-by", "dest-uuid": "11111111-2222-4333-8444-555555555502"},
                {"type": "variant-of", "dest-uuid": "11111111-2222-4333-8444-555555555505"}],
              "information": ["https://example.org/t"], "malpedia": ["https://malpedia.caad.fkie.fraunhofer.de/details/win.spanner"],
              "playbook": ["https://pan-unit42.github.io/playbook_viewer/?pb=spanner"], "last-card-change": "2022-02-28"},
             {"tool": "Cain & Abel", "uuid": "11111111-2222-4333-8444-555555555505", "names": [{"name": "Cain & Abel"}],
              "category": "Tools", "type": ["Credential stealer"], "description": "A tool.", "techniques": [{"id": "T1003", "name": "OS Credential Dumping", "tactics": ["Credential Access"]}],
              "last-card-change": "2022-02-28"},
             {"tool": "EternalOtter", "uuid": "11111111-2222-4333-8444-555555555506", "names": [{"name": "EternalOtter"}],
              "category": "Exploits", "description": "", "extra": 1},
             {"actor": "Star Otter", "uuid": "11111111-2222-4333-8444-555555555507", "collection": "A galaxy",
              "names": [{"name": "Star Otter", "name-giver": ""}], "country": ["USA", "Israel"], "description": "Elsewhere.",
              "malpedia": ["https://example.org/a-tools-key"], "type": "a tool's key"},
             {"tool": "Star Spanner", "uuid": "11111111-2222-4333-8444-555555555508", "collection": "A galaxy",
              "names": [{"name": "Star Spanner"}, {"name": "S9999", "name-giver": "MITRE"}], "sponsor": "An actor's key", "category": "", "description": "Elsewhere too."}]}
            """;

    private ExportedCards() {
    }

    /** Makes an index of the invented cards. */
    public static Path invented(Path folder) throws IOException {
        Path deck = Files.writeString(folder.resolve("invented.json"), INVENTED);
        Path index = folder.resolve("invented");
        IngestReport report = ThreatCards.build(index).from(List.of(deck.toString()));
        if (!report.rejects().isEmpty() || report.provenance().actors() + report.provenance().tools() != 8) {
            throw new AssertionError("invented cards are bad: " + report);
        }
        return index;
    }

    /** A query for the cards of all collections, current or not. */
    public static CardQuery everywhere() {
        return CardQuery.all().without(Facet.COLLECTION, "none").with(Facet.EDITION, Filters.ANY_EDITION);
    }

    /** Exports into a file. */
    static Path export(ThreatCards cards, CardSelection selection, ExportFormat format, Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            cards.export(selection, format, out);
        }
        return file;
    }

    /** Every card of an index by uuid. */
    public static Map<UUID, Card> all(Path index) throws IOException {
        Map<UUID, Card> all = new TreeMap<>();
        allMerged(index).forEach((uuid, card) -> all.put(uuid, card.card()));
        return all;
    }

    /** Every card of an index by uuid, with its sources. */
    static Map<UUID, MergedCard> allMerged(Path index) throws IOException {
        Map<UUID, MergedCard> all = new TreeMap<>();
        CardQuery query = everywhere();
        try (CardIndex open = CardIndex.open(index); CardIndex.Snapshot snapshot = open.snapshot()) {
            List<Integer> documents = new ArrayList<>();
            for (Kind kind : Kind.values()) {
                documents.addAll(new CardSearch(snapshot.searcher(), Limits.DEFAULT).documents(kind, query.text(),
                        query.filters(), query.window().order(), ToolGraph.of(snapshot.searcher())));
            }
            snapshot.each(documents, (MergedCard card) -> all.put(card.uuid(), card));
        }
        return all;
    }
}
