package dev.threatcards.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.zip.CRC32C;

import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.store.ByteArrayDataInput;
import org.apache.lucene.store.DataInput;
import org.apache.lucene.store.DataOutput;
import org.apache.lucene.util.BytesRef;

import dev.threatcards.card.Activity;
import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Card;
import dev.threatcards.card.CardDate;
import dev.threatcards.card.CardDate.Precision;
import dev.threatcards.card.Deck;
import dev.threatcards.card.DeckCard;
import dev.threatcards.card.DeckCard.Identity;
import dev.threatcards.card.Field;
import dev.threatcards.card.Listing;
import dev.threatcards.card.MergedCard;
import dev.threatcards.card.Name;
import dev.threatcards.card.Relation;
import dev.threatcards.card.ToolCard;
import dev.threatcards.text.WellFormedText;

/**
 * A merged card to bytes and back, in Lucene's own encoding of strings and numbers, compressed: the card itself first, since it is what
 * most readers want, then what each deck says of it. Equal cards have equal bytes, so a card is unchanged when its bytes are.
 *
 * <p>Stored is a byte that names the form, {@link #FORM}; the CRC-32C of what follows, as an int; and the card, see {@link Deflated}.
 * Form 1, of the schemas 5 to 8, is the last of these alone. A change of the form is a new number here and a new
 * {@link CommitData#SCHEMA}; the form before is still read by a rebuild.
 */
public final class CardCodec {

    /** The form in which cards are stored. */
    static final byte FORM = 2;

    private static final int HEAD = Byte.BYTES + Integer.BYTES;

    private static final byte ACTOR = 0;
    private static final byte TOOL = 1;
    private static final byte LABEL = 0;
    private static final byte PROSE = 1;
    /** What a deck says is what the card says: of most cards there is one deck. */
    private static final byte SAME = 0;
    private static final byte OTHER = 1;

    private interface Write<T> {
        void to(DataOutput out, T value) throws IOException;
    }

    private interface Read<T> {
        T from(DataInput in) throws IOException;
    }

    private CardCodec() {
    }

    /**
     * A card as it is stored.
     *
     * @param isAsGiven false if a text of it had a lone surrogate, which is stored as U+FFFD
     */
    record Encoded(BytesRef bytes, boolean isAsGiven) {
    }

    static BytesRef encode(MergedCard merged) {
        return encoded(merged).bytes();
    }

    static Encoded encoded(MergedCard merged) {
        CardOutput out = new CardOutput();
        try {
            write(out, merged.card());
            writeAll(out, List.copyOf(merged.origins().entrySet()), (to, origin) -> {
                to.writeString(origin.getKey().name());
                to.writeString(origin.getValue());
            });
            writeAll(out, merged.sources(), (to, source) -> writeSource(to, source, merged.card()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Encoded(withChecksum(Deflated.of(out.bytes())), out.isWellFormed());
    }

    /** What a deck says, with U+FFFD in the place of each lone surrogate. */
    static DeckCard wellFormed(DeckCard says) {
        CardOutput out = new CardOutput();
        try {
            write(out, says.card());
            Card card = out.isWellFormed() ? says.card() : readCard(new ByteArrayDataInput(out.bytes()));
            Deck deck = wellFormed(says.deck());
            return card.equals(says.card()) && deck.equals(says.deck())
                    ? says
                    : new DeckCard(card, deck, says.identity());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The deck, with U+FFFD in the place of each lone surrogate. */
    static Deck wellFormed(Deck deck) {
        CardDate date = deck.date();
        return new Deck(WellFormedText.of(deck.id()), WellFormedText.of(deck.collection()),
                WellFormedText.of(deck.source()),
                new CardDate(WellFormedText.of(date.text()), date.from(), date.to(), date.precision()), deck.extent(),
                WellFormedText.of(deck.license()), WellFormedText.of(deck.form()), WellFormedText.of(deck.location()),
                WellFormedText.of(deck.statement()));
    }

    private static BytesRef withChecksum(BytesRef card) {
        ByteBuffer stored = ByteBuffer.allocate(HEAD + card.length).put(FORM).putInt(checksum(card));
        stored.put(card.bytes, card.offset, card.length);
        return new BytesRef(stored.array());
    }

    private static int checksum(BytesRef card) {
        CRC32C checksum = new CRC32C();
        checksum.update(card.bytes, card.offset, card.length);
        return (int) checksum.getValue();
    }

    /**
     * The card alone.
     *
     * @throws UncheckedIOException if its bytes fail their checksum
     */
    static Card card(BytesRef bytes) {
        return read(verified(bytes), CardCodec::readCard);
    }

    /**
     * The card with its sources.
     *
     * @param decks the decks by id
     * @throws UncheckedIOException if its bytes fail their checksum, or one of its decks is not known
     */
    static MergedCard decode(BytesRef bytes, Function<String, Deck> decks) {
        return read(verified(bytes), in -> readMerged(in, decks));
    }

    /**
     * The same of a card of either form: one that is not of {@link #FORM} is taken for one of form 1, which has no checksum.
     *
     * @throws UncheckedIOException if it is no card
     */
    static MergedCard decodeAnyForm(BytesRef bytes, Function<String, Deck> decks) {
        boolean isOfThisForm = bytes.length > HEAD && bytes.bytes[bytes.offset] == FORM;
        return isOfThisForm ? decode(bytes, decks) : read(bytes, in -> readMerged(in, decks));
    }

    /** The card, and the deck that each of its fields was taken from. */
    static StoredCards.WithOrigins withOrigins(BytesRef bytes) {
        return read(verified(bytes), in -> new StoredCards.WithOrigins(readCard(in), readOrigins(in)));
    }

    /** What is stored behind the checksum. */
    private static BytesRef verified(BytesRef stored) {
        if (stored.length <= HEAD || stored.bytes[stored.offset] != FORM) {
            throw damaged("is of no form that is known", null);
        }
        BytesRef card = new BytesRef(stored.bytes, stored.offset + HEAD, stored.length - HEAD);
        if (ByteBuffer.wrap(stored.bytes, stored.offset + Byte.BYTES, Integer.BYTES).getInt() != checksum(card)) {
            throw damaged("fails its checksum", null);
        }
        return card;
    }

    private static <T> T read(BytesRef card, Read<T> read) {
        try {
            return read.from(new ByteArrayDataInput(Deflated.inflated(card)));
        } catch (IOException | RuntimeException e) {
            throw damaged("cannot be read", e);
        }
    }

    private static UncheckedIOException damaged(String what, Exception cause) {
        return new UncheckedIOException(new CorruptIndexException("a stored card " + what, "stored cards", cause));
    }

    private static MergedCard readMerged(DataInput in, Function<String, Deck> decks) throws IOException {
        Card card = readCard(in);
        Map<Field, String> origins = readOrigins(in);
        return new MergedCard(card, readAll(in, from -> readSource(from, card, decks)), origins);
    }

    private static Map<Field, String> readOrigins(DataInput in) throws IOException {
        Map<Field, String> origins = new EnumMap<>(Field.class);
        for (int left = in.readVInt(); left > 0; left--) {
            origins.put(Field.valueOf(in.readString()), in.readString());
        }
        return origins;
    }

    private static void writeSource(DataOutput out, DeckCard source, Card merged) throws IOException {
        out.writeString(source.deck().id());
        writeDate(out, source.deck().date());
        out.writeString(source.identity().name());
        if (source.card().equals(merged)) {
            out.writeByte(SAME);
        } else {
            out.writeByte(OTHER);
            write(out, source.card());
        }
    }

    private static DeckCard readSource(DataInput in, Card merged, Function<String, Deck> decks) throws IOException {
        Deck deck = decks.apply(in.readString()).at(readDate(in));
        Identity identity = Identity.valueOf(in.readString());
        return new DeckCard(in.readByte() == SAME ? merged : readCard(in), deck, identity);
    }

    private static void write(DataOutput out, Card card) throws IOException {
        switch (card) {
            case ActorCard actor -> write(out, actor);
            case ToolCard tool -> write(out, tool);
        }
    }

    private static Card readCard(DataInput in) throws IOException {
        return in.readByte() == ACTOR ? readActor(in) : readTool(in);
    }

    private static void write(DataOutput out, ActorCard card) throws IOException {
        out.writeByte(ACTOR);
        writeHead(out, card);
        out.writeString(card.category());
        writeStrings(out, card.country());
        out.writeString(card.sponsor());
        writeStrings(out, card.motivation());
        writeDate(out, card.firstSeen());
        writeDate(out, card.observed());
        writeListing(out, card.sectors());
        writeListing(out, card.targets());
        writeListing(out, card.tools());
        writeAll(out, card.operations(), CardCodec::writeActivity);
        writeAll(out, card.counterOperations(), CardCodec::writeActivity);
        writeTail(out, card);
    }

    private static ActorCard readActor(DataInput in) throws IOException {
        Head head = readHead(in);
        String category = in.readString();
        List<String> country = readStrings(in);
        String sponsor = in.readString();
        List<String> motivation = readStrings(in);
        CardDate firstSeen = readDate(in);
        CardDate observed = readDate(in);
        Listing sectors = readListing(in);
        Listing targets = readListing(in);
        Listing tools = readListing(in);
        List<Activity> operations = readAll(in, CardCodec::readActivity);
        List<Activity> counterOperations = readAll(in, CardCodec::readActivity);
        Tail tail = readTail(in);
        return new ActorCard(head.uuid, head.collection, head.name, head.names, category, country, sponsor, motivation,
                firstSeen, observed, head.description, sectors, targets, tools, operations, counterOperations,
                tail.relations, tail.information, tail.mitreAttack, tail.playbook, tail.alienVaultOtx, tail.lastChange,
                tail.unknown);
    }

    private static void write(DataOutput out, ToolCard card) throws IOException {
        out.writeByte(TOOL);
        writeHead(out, card);
        out.writeString(card.category());
        writeStrings(out, card.type());
        writeStrings(out, card.malpedia());
        writeTail(out, card);
    }

    private static ToolCard readTool(DataInput in) throws IOException {
        Head head = readHead(in);
        String category = in.readString();
        List<String> type = readStrings(in);
        List<String> malpedia = readStrings(in);
        Tail tail = readTail(in);
        return new ToolCard(head.uuid, head.collection, head.name, head.names, category, type, head.description,
                tail.relations, tail.information, malpedia, tail.mitreAttack, tail.playbook, tail.alienVaultOtx,
                tail.lastChange, tail.unknown);
    }

    /** What both kinds of card begin with. */
    private record Head(UUID uuid, String collection, String name, List<Name> names, String description) {
    }

    /** What both kinds of card end with. */
    private record Tail(List<Relation> relations, List<String> information, List<String> mitreAttack,
            List<String> playbook, List<String> alienVaultOtx, CardDate lastChange, Map<String, String> unknown) {
    }

    private static void writeHead(DataOutput out, Card card) throws IOException {
        out.writeLong(card.uuid().getMostSignificantBits());
        out.writeLong(card.uuid().getLeastSignificantBits());
        out.writeString(card.collection());
        out.writeString(card.name());
        writeAll(out, card.names(), (to, name) -> {
            to.writeString(name.name());
            to.writeString(name.giver());
        });
        out.writeString(card.description());
    }

    private static Head readHead(DataInput in) throws IOException {
        return new Head(new UUID(in.readLong(), in.readLong()), in.readString(), in.readString(),
                readAll(in, from -> new Name(from.readString(), from.readString())), in.readString());
    }

    private static void writeTail(DataOutput out, Card card) throws IOException {
        writeAll(out, card.relations(), CardCodec::writeRelation);
        writeStrings(out, card.information());
        writeStrings(out, card.mitreAttack());
        writeStrings(out, card.playbook());
        writeStrings(out, card.alienVaultOtx());
        writeDate(out, card.lastChange());
        out.writeMapOfStrings(new TreeMap<>(card.unknown()));
    }

    private static Tail readTail(DataInput in) throws IOException {
        return new Tail(readAll(in, CardCodec::readRelation), readStrings(in), readStrings(in), readStrings(in),
                readStrings(in), readDate(in), in.readMapOfStrings());
    }

    private static void writeRelation(DataOutput out, Relation relation) throws IOException {
        out.writeString(relation.type());
        out.writeString(relation.target());
        out.writeString(relation.likelihood());
        out.writeString(relation.deck());
    }

    private static Relation readRelation(DataInput in) throws IOException {
        return new Relation(in.readString(), in.readString(), in.readString(), in.readString());
    }

    private static void writeActivity(DataOutput out, Activity activity) throws IOException {
        writeDate(out, activity.date());
        out.writeString(activity.text());
    }

    private static Activity readActivity(DataInput in) throws IOException {
        return new Activity(readDate(in), in.readString());
    }

    private static void writeListing(DataOutput out, Listing listing) throws IOException {
        writeAll(out, listing.entries(), (to, entry) -> {
            to.writeString(entry.text());
            to.writeByte(entry.kind() == Listing.Kind.LABEL ? LABEL : PROSE);
        });
    }

    private static Listing readListing(DataInput in) throws IOException {
        return new Listing(readAll(in, from -> new Listing.Entry(from.readString(),
                from.readByte() == LABEL ? Listing.Kind.LABEL : Listing.Kind.PROSE)));
    }

    private static void writeDate(DataOutput out, CardDate date) throws IOException {
        out.writeString(date.text());
        out.writeString(date.precision().name());
        if (date.isKnown()) {
            out.writeZLong(date.from().toEpochDay());
            out.writeZLong(date.to().toEpochDay());
        }
    }

    private static CardDate readDate(DataInput in) throws IOException {
        String text = in.readString();
        Precision precision = Precision.valueOf(in.readString());
        return precision == Precision.UNKNOWN
                ? CardDate.unknown(text)
                : new CardDate(text, LocalDate.ofEpochDay(in.readZLong()), LocalDate.ofEpochDay(in.readZLong()),
                        precision);
    }

    private static void writeStrings(DataOutput out, List<String> strings) throws IOException {
        writeAll(out, strings, DataOutput::writeString);
    }

    private static List<String> readStrings(DataInput in) throws IOException {
        return readAll(in, DataInput::readString);
    }

    private static <T> void writeAll(DataOutput out, List<T> values, Write<T> write) throws IOException {
        out.writeVInt(values.size());
        for (T value : values) {
            write.to(out, value);
        }
    }

    private static <T> List<T> readAll(DataInput in, Read<T> read) throws IOException {
        int size = in.readVInt();
        List<T> values = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            values.add(read.from(in));
        }
        return values;
    }
}
