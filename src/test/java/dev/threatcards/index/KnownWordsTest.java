package dev.threatcards.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.junit.jupiter.api.Test;

import dev.threatcards.Inputs;
import dev.threatcards.NeedsRealDecks;
import dev.threatcards.RealDecks;
import dev.threatcards.SyntheticDeck;
import dev.threatcards.card.Activity;
import dev.threatcards.card.ActorCard;

import static org.assertj.core.api.Assertions.assertThat;

/** Word by word a text becomes what it becomes as a whole: the same terms, at the same places. */
final class KnownWordsTest {

    /** Words of synonyms, alone and in part, stop words, and signs that part words or do not. */
    private static final List<String> PIECES = List.of("united", "States", "Arab", "emirates", "kingdom", "U.S.",
            "U.S.A", "U.K.", "zero", "day", "days", "0-day", "0", "Great", "Britain", "the", "of", "a", "it", "in",
            "Chinese", "running", "phishing", "APT28", "APT-28", "mail's", "don't", "e-mail,", "(C2)", "v1.2.3",
            "https://a.org/x?y=1", "étude", "Zürich", "naïve", "“quoted”", "dash—dash", "…", "-", "--", "&", "3,000",
            "hacktool:win32", "Ünited", "_", "__", "snake_case", "_Otter_", "North", "Korean", "African");

    private static final List<String> SPACES = List.of(" ", " ", " ", "  ", "\n", "\t", "\r\n", "-", "/", ", ", ". ",
            "");

    /** What makes white space no place to part a text. */
    private static final List<String> ODD = List.of("\u0301x", "soft\u00ADhyphen", "\u200D", "中文", "\uD83D\uDE00",
            "русский", "\u00A0", "\u2028", "©", "®");

    private static final int FEW = 20;

    @Test
    void aTextIsTheSumOfItsWords() {
        Inputs.forAll(3_000, inputs -> check(inputs.joined(30, "", () -> {
            int kind = inputs.between(1, 49);
            return inputs.of(kind > 20 ? PIECES : kind > 1 ? SPACES : ODD);
        })));
    }

    @Test
    void soIsAnyText() {
        Inputs.forAll(2_000,
                inputs -> check(inputs.joined(60, "",
                        () -> inputs.between(0, 9) > 0
                                ? inputs.text('\t', '\u02FF', 1, 1)
                                : inputs.text('\u2010', '\u2027', 1, 1))));
    }

    @Test
    void soAreTheTextsOfCards() throws IOException {
        for (ActorCard card : SyntheticDeck.of(300, 5).cards().toList()) {
            check(card.description());
            for (Activity operation : card.operations()) {
                check(operation.text());
            }
        }
    }

    @Test
    @NeedsRealDecks
    void soAreTheTextsOfTheRealDeck() throws IOException {
        for (String line : Files.readAllLines(Path.of(RealDecks.groups()))) {
            check(line);
        }
    }

    @Test
    void soIsWhatIsReplaced() throws IOException {
        for (TextAnalyzer.Rule rule : TextAnalyzer.rules()) {
            for (List<String> words : rule.replaced()) {
                String text = String.join(" ", words);
                check(text);
                check("the " + text.toUpperCase(Locale.ROOT) + " states, " + words.getLast() + "\n"
                        + String.join(" - ", words));
            }
        }
    }

    @Test
    void soIsATextWithAWordOfAnyLength() throws IOException {
        for (int length : List.of(49, 50, 51, 254, 255, 256, 511)) {
            check("x".repeat(length) + "united states of " + "y".repeat(length) + " arab emirates");
        }
    }

    @Test
    void soAreTextsOfMoreWordsThanAreKept() throws IOException {
        for (int hundred = 0; hundred < 3_000; hundred++) {
            check(IntStream.range(100 * hundred, 100 * hundred + 100).mapToObj(i -> "w" + Integer.toString(i, 36))
                    .collect(Collectors.joining(" ")));
        }
        oftenMeansTheSame();
    }

    @Test
    void oftenMeansTheSame() throws IOException {
        Random random = new Random(1);
        for (int i = 0; i < 2_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int piece = random.nextInt(12); piece > 0; piece--) {
                text.append(PIECES.get(random.nextInt(PIECES.size())))
                        .append(SPACES.get(random.nextInt(SPACES.size())));
            }
            check(text.toString());
        }
    }

    private static void check(String text) throws IOException {
        List<String> whole = whole(text);
        assertThat(tokens(KnownWords.terms(text))).as(text).isEqualTo(whole);
        // Those of some of its terms, and of one that it lacks perhaps.
        Set<String> wanted = IntStream.range(0, whole.size()).filter(i -> i % 3 == 0).mapToObj(whole::get)
                .map(KnownWordsTest::term).collect(Collectors.toCollection(HashSet::new));
        wanted.add("otter");
        CardText asked = new CardText(text);
        for (int time = 0; time < CardText.FEW + 2; time++) {
            assertThat(tokens(asked.places(WantedTerms.of(wanted)))).as(text)
                    .isEqualTo(whole.stream().filter(token -> wanted.contains(term(token))).toList());
        }
        // Each by itself: by its first letter most of the text is passed over.
        for (String term : whole.stream().map(KnownWordsTest::term).distinct().limit(FEW).toList()) {
            assertThat(tokens(KnownWords.terms(text, text.length(), WantedTerms.of(Set.of(term))))).as(text)
                    .isEqualTo(whole.stream().filter(token -> term(token).equals(term)).toList());
        }
        assertThat(CardAnalyzer.terms(CardFields.TEXT, text)).as(text)
                .isEqualTo(whole.stream().map(KnownWordsTest::term).toList());
    }

    private static String term(String token) {
        return token.substring(0, token.lastIndexOf(' '));
    }

    private static List<String> tokens(PlacedTerms terms) {
        List<String> tokens = new ArrayList<>();
        for (int i = 0; i < terms.size(); i++) {
            tokens.add(terms.term(i) + " " + terms.start(i) + "-" + terms.end(i));
        }
        return tokens;
    }

    private static List<String> whole(String text) throws IOException {
        List<String> tokens = new ArrayList<>();
        try (TokenStream stream = CardAnalyzer.INSTANCE.tokenStream(CardFields.TEXT, text)) {
            CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
            OffsetAttribute offset = stream.addAttribute(OffsetAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                tokens.add(term + " " + offset.startOffset() + "-" + offset.endOffset());
            }
            stream.end();
        }
        return tokens;
    }
}
