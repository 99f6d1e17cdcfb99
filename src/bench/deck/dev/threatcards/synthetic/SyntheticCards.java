package dev.threatcards.synthetic;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.threatcards.card.Activity;
import dev.threatcards.card.ActorCard;
import dev.threatcards.card.CardDate;
import dev.threatcards.card.EditionStatus;
import dev.threatcards.card.Listing;
import dev.threatcards.card.Listing.Entry;
import dev.threatcards.card.Name;
import dev.threatcards.synthetic.Shape.Amount;
import dev.threatcards.text.Prose;

/**
 * Generates invented actors. Numbers of values, their frequencies and the lengths of texts follow {@link Shape}; frequent values and
 * words are those of the model cards. A card depends on the seed and its number alone. Thread-safe.
 */
public final class SyntheticCards {

    /** The collection of all synthetic cards, so that nobody takes them for real ones. */
    public static final String COLLECTION = "Synthetic";

    private static final int FIRST_YEAR = 2004;
    private static final int YEARS = 21;

    private final long seed;
    private final Values countries;
    private final Values motivations;
    private final Values sectors;
    private final Values targets;
    private final Values tools;
    private final Values givers;
    private final Sentences sentences;

    /**
     * Generates cards like the models.
     *
     * @param seed of the random numbers
     * @param models the source of words and values; at least one has a description
     */
    public SyntheticCards(long seed, Collection<ActorCard> models) {
        this.seed = seed;
        countries = Values.of(Shape.COUNTRY, all(models, card -> card.country().stream()), InventedWords::of);
        motivations = Values.of(Shape.MOTIVATION, all(models, card -> card.motivation().stream()), InventedWords::of);
        sectors = Values.of(Shape.SECTOR, all(models, card -> card.sectors().labels().stream()),
                rank -> InventedWords.of(rank) + " industry");
        targets = Values.of(Shape.TARGET, all(models, card -> card.targets().labels().stream()), InventedWords::of);
        tools = Values.of(Shape.TOOL, all(models, card -> card.tools().labels().stream()),
                rank -> InventedWords.of(rank) + "RAT");
        givers = Values.of(Shape.GIVER, all(models, card -> card.names().stream().map(Name::giver)),
                rank -> InventedWords.of(rank) + " Labs");
        sentences = new Sentences(all(models,
                card -> Stream.concat(Stream.of(card.description()), card.operations().stream().map(Activity::story)))
                .stream().map(Prose::plain).filter(text -> !text.isBlank()).toList());
    }

    private static List<String> all(Collection<ActorCard> models, Function<ActorCard, Stream<String>> values) {
        return models.stream().flatMap(values).toList();
    }

    /** The card of a number, 0 or more. */
    public ActorCard card(long number) {
        SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + number);
        UUID uuid = uuid(random);
        List<Name> names = new ArrayList<>();
        for (int i = Shape.NAMES.draw(random); i > 0; i--) {
            names.add(new Name(InventedWords.draw(random) + ' ' + InventedWords.draw(random), givers.draw(random)));
        }
        LocalDate firstSeen = day(random);
        return new ActorCard(uuid, COLLECTION, names.getFirst().name(), names, "",
                countries.draw(Shape.COUNTRIES.draw(random), random), "",
                motivations.draw(Shape.MOTIVATIONS.draw(random), random), year(firstSeen), CardDate.NONE,
                sentences.draw(Shape.DESCRIPTION.draw(random), random), listing(sectors, Shape.SECTORS, random),
                listing(targets, Shape.TARGETS, random), listing(tools, Shape.TOOLS, random),
                activities(Shape.OPERATIONS, random), activities(Shape.COUNTER_OPERATIONS, random), List.of(),
                links(Shape.INFORMATION.draw(random), random), List.of(), List.of(), List.of(), List.of(),
                exact(day(random)), Map.of(), EditionStatus.CURRENT);
    }

    /** A random UUID, version 4 of RFC 9562. */
    private static UUID uuid(SplittableRandom random) {
        return new UUID((random.nextLong() & ~0xF000L) | 0x4000L, (random.nextLong() >>> 2) | Long.MIN_VALUE);
    }

    private static Listing listing(Values values, Amount amount, SplittableRandom random) {
        return new Listing(values.draw(amount.draw(random), random).stream()
                .map(value -> new Entry(value, Listing.Kind.LABEL)).toList());
    }

    private List<Activity> activities(Amount amount, SplittableRandom random) {
        List<Activity> activities = new ArrayList<>();
        for (int i = amount.draw(random); i > 0; i--) {
            activities.add(new Activity(month(day(random)),
                    sentences.draw(Shape.ACTIVITY.draw(random), random) + '\n' + links(1, random).getFirst()));
        }
        return activities;
    }

    private static List<String> links(int number, SplittableRandom random) {
        List<String> links = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            links.add("https://" + InventedWords.draw(random).toLowerCase(Locale.ROOT) + ".example/"
                    + Long.toString(random.nextLong() >>> 1, Character.MAX_RADIX));
        }
        return links;
    }

    private static LocalDate day(SplittableRandom random) {
        return LocalDate.ofYearDay(FIRST_YEAR + random.nextInt(YEARS), 1 + random.nextInt(365));
    }

    private static CardDate exact(LocalDate day) {
        return new CardDate(day.toString(), day, day, CardDate.Precision.DAY);
    }

    private static CardDate month(LocalDate day) {
        LocalDate first = day.withDayOfMonth(1);
        return new CardDate(day.toString().substring(0, 7), first, first.plusMonths(1).minusDays(1),
                CardDate.Precision.MONTH);
    }

    private static CardDate year(LocalDate day) {
        return new CardDate(Integer.toString(day.getYear()), day.withDayOfYear(1),
                day.withDayOfYear(day.lengthOfYear()), CardDate.Precision.YEAR);
    }
}
