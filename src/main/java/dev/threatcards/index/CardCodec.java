package dev.threatcards.index;

import java.io.ByteArrayOutputStream;
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
import org.apache.lucene.store.OutputStreamDataOutput;
import org.apache.lucene.util.BytesRef;

import dev.threatcards.card.Activity;
import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Card;
import dev.threatcards.card.CardDate;
import dev.threatcards.card.CardDate.Precision;
import dev.threatcards.card.Deck;
import dev.threatcards.card.DeckCard;
import dev.threatcards.card.DeckCard.Identity;
import dev.threatcards.card.EditionStatus;
import dev.threatcards.card.Field;
import dev.threatcards.card.Listing;
import dev.threatcards.card.MergedCard;
import dev.threatcards.card.Name;
import dev.threatcards.card.Relation;
import dev.threatcards.card.Technique;
import dev.threatcards.card.ToolCard;
import dev.threatcards.text.WellFormedText;

/**
 * Encodes a merged card to bytes and decodes it again. Equal cards have equal bytes, so that a card is unchanged if its bytes are.
 *
 * <p>The bytes are the version of the format, {@link #FORM}; the CRC-32C of the rest as an int; and the card in Lucene's encoding of strings
 * and numbers, {@linkplain Deflated compressed}: first the card itself, then what each deck says of it. Format 3, of schema 14, does not say whether the collection
 * keeps the card; format 2, of the schemas 9 to 13, has no techniques either; format 1, of the schemas 5 to 8, neither version nor checksum. To change the format, raise {@link #FORM} and {@link CommitData#SCHEMA}; a rebuild has to read the format before.
 */
public final class CardCodec {

    /** The version of the format in which cards are stored. */
    static final byte FORM = 4;

    /** The format before cards said whether their collection keeps them. */
    static final byte WITHOUT_EDITION = 3;

    /** The format before cards had techniques. */
    static final byte WITHOUT_TECHNIQUES = 2;

    private static final int HEAD = Byte.BYTES + Integer.BYTES;

    private static final byte ACTOR = 0;
    private static final byte TOOL = 1;
    private static final byte LABEL = 0;
    private static final byte PROSE = 1;
    /** The deck's card equals the merged card, as it does for most cards, which are in one deck. */
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

    /** Writes to memory, with U+FFFD in the place of each lone surrogate. */
    private static final class Output extends OutputStreamDataOutput {
        private final ByteArrayOutputStream bytes;
        private final byte form;

        Output(byte form) {
            this(form, new ByteArrayOutputStream());
        }

        private Output(byte form, ByteArrayOutputStream bytes) {
            super(bytes);
            this.form = form;
            this.bytes = bytes;
        }

        @Override
        public void writeString(String text) throws IOException {
            super.writeString(WellFormedText.of(text));
        }
    }

    /** The bytes of a card in an earlier format. */
    private static final class OlderInput extends DataInput {
        private final ByteArrayDataInput bytes;
        private final byte form;

        OlderInput(byte[] bytes, byte form) {
            this.bytes = new ByteArrayDataInput(bytes);
            this.form = form;
        }

        @Override
        public byte readByte() {
            return bytes.readByte();
        }

        @Override
        public void readBytes(byte[] into, int offset, int length) {
            bytes.readBytes(into, offset, length);
        }

        @Override
        public void skipBytes(long count) {
            bytes.skipBytes(count);
        }
    }

    /** Encodes the card, with U+FFFD in the place of each lone surrogate. */
    static BytesRef encode(MergedCard merged) {
        return encode(merged, FORM);
    }

    /**
     * Encodes the card in this format or in an earlier one, which tests of rebuilds need.
     *
     * @param form {@link #FORM}, {@link #WITHOUT_EDITION} or {@link #WITHOUT_TECHNIQUES}
     */
    static BytesRef encode(MergedCard merged, byte form) {
        try (Output out = new Output(form)) {
            write(out, merged.card());
            writeAll(out, List.copyOf(merged.origins().entrySet()), (to, origin) -> {
                to.writeString(origin.getKey().name());
                to.writeString(origin.getValue());
            });
            writeAll(out, merged.sources(), (to, source) -> writeSource(to, source, merged.card()));
            return withChecksum(Deflated.of(out.bytes.toByteArray()), form);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Replaces each lone surrogate of a deck's card, and of the deck, by U+FFFD. */
    static DeckCard wellFormed(DeckCard says) {
        try (Output out = new Output(FORM)) {
            write(out, says.card());
            return new DeckCard(readCard(new ByteArrayDataInput(out.bytes.toByteArray())), wellFormed(says.deck()),
                    says.identity());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Replaces each lone surrogate of the deck by U+FFFD. */
    static Deck wellFormed(Deck deck) {
        CardDate date = deck.date();
        return new Deck(WellFormedText.of(deck.id()), WellFormedText.of(deck.collection()),
                WellFormedText.of(deck.source()),
                new CardDate(WellFormedText.of(date.text()), date.from(), date.to(), date.precision()), deck.extent(),
                WellFormedText.of(deck.license()), WellFormedText.of(deck.form()), WellFormedText.of(deck.location()),
                WellFormedText.of(deck.statement()));
    }

    private static BytesRef withChecksum(BytesRef card, byte form) {
        ByteBuffer stored = ByteBuffer.allocate(HEAD + card.length).put(form).putInt(checksum(card));
        stored.put(card.bytes, card.offset, card.length);
        return new BytesRef(stored.array());
    }

    private static int checksum(BytesRef card) {
        CRC32C checksum = new CRC32C();
        checksum.update(card.bytes, card.offset, card.length);
        return (int) checksum.getValue();
    }

    /**
     * Decodes the merged card without its sources.
     *
     * @throws UncheckedIOException if the bytes fail their checksum
     */
    static Card card(BytesRef bytes) {
        return read(verified(bytes, FORM), FORM, CardCodec::readCard);
    }

    /**
     * Decodes the card with its sources.
     *
     * @param decks the decks by id
     * @throws UncheckedIOException if the bytes fail their checksum, or one of the decks is not known
     */
    static MergedCard decode(BytesRef bytes, Function<String, Deck> decks) {
        return read(verified(bytes, FORM), FORM, in -> readMerged(in, decks));
    }

    /**
     * Decodes a card of this format or of an earlier one.
     *
     * @throws UncheckedIOException if the bytes are no card
     */
    static MergedCard decodeAnyForm(BytesRef bytes, Function<String, Deck> decks) {
        byte form = bytes.length > HEAD ? bytes.bytes[bytes.offset] : 0;
        return switch (form) {
            case FORM -> decode(bytes, decks);
            case WITHOUT_EDITION, WITHOUT_TECHNIQUES -> read(verified(bytes, form), form, in -> readMerged(in, decks));
            default -> read(bytes, WITHOUT_TECHNIQUES, in -> readMerged(in, decks));
        };
    }

    /** Checks the format and the checksum, and returns the bytes after them. */
    private static BytesRef verified(BytesRef stored, byte form) {
        if (stored.length <= HEAD || stored.bytes[stored.offset] != form) {
            throw damaged("is of no form that is known", null);
        }
        BytesRef card = new BytesRef(stored.bytes, stored.offset + HEAD, stored.length - HEAD);
        if (ByteBuffer.wrap(stored.bytes, stored.offset + Byte.BYTES, Integer.BYTES).getInt() != checksum(card)) {
            throw damaged("fails its checksum", null);
        }
        return card;
    }

    private static <T> T read(BytesRef card, byte form, Read<T> read) {
        try {
            byte[] bytes = Deflated.inflated(card);
            return read.from(form == FORM ? new ByteArrayDataInput(bytes) : new OlderInput(bytes, form));
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
        Card card = in.readByte() == ACTOR ? readActor(in) : readTool(in);
        return in instanceof OlderInput ? card.with(stated(card.unknown())) : card;
    }

    /** What a card of an earlier format says under the keys of STIX, which were unknown then. */
    private static EditionStatus stated(Map<String, String> unknown) {
        String yes = "true";
        return yes.equals(unknown.get("revoked"))
                ? EditionStatus.REVOKED
                : yes.equals(unknown.get("x_mitre_deprecated")) ? EditionStatus.DEPRECATED : EditionStatus.CURRENT;
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
        UUID uuid = readUuid(in);
        String collection = in.readString();
        String name = in.readString();
        List<Name> names = readNames(in);
        String description = in.readString();
        return new ActorCard(uuid, collection, name, names, in.readString(), readStrings(in), in.readString(),
                readStrings(in), readDate(in), readDate(in), description, readListing(in), readListing(in),
                readListing(in), readAll(in, CardCodec::readActivity), readAll(in, CardCodec::readActivity),
                readAll(in, CardCodec::readRelation), readStrings(in), readStrings(in), readTechniques(in),
                readStrings(in), readStrings(in), readDate(in), in.readMapOfStrings(), readEdition(in));
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
        UUID uuid = readUuid(in);
        String collection = in.readString();
        String name = in.readString();
        List<Name> names = readNames(in);
        String description = in.readString();
        String category = in.readString();
        List<String> type = readStrings(in);
        List<String> malpedia = readStrings(in);
        return new ToolCard(uuid, collection, name, names, category, type, description,
                readAll(in, CardCodec::readRelation), readStrings(in), malpedia, readStrings(in), readTechniques(in),
                readStrings(in), readStrings(in), readDate(in), in.readMapOfStrings(), readEdition(in));
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

    private static UUID readUuid(DataInput in) throws IOException {
        return new UUID(in.readLong(), in.readLong());
    }

    private static List<Name> readNames(DataInput in) throws IOException {
        return readAll(in, from -> new Name(from.readString(), from.readString()));
    }

    private static void writeTail(DataOutput out, Card card) throws IOException {
        writeAll(out, card.relations(), CardCodec::writeRelation);
        writeStrings(out, card.information());
        writeStrings(out, card.mitreAttack());
        if (!(out instanceof Output output && output.form == WITHOUT_TECHNIQUES)) {
            writeAll(out, card.techniques(), CardCodec::writeTechnique);
        }
        writeStrings(out, card.playbook());
        writeStrings(out, card.alienVaultOtx());
        writeDate(out, card.lastChange());
        out.writeMapOfStrings(new TreeMap<>(card.unknown()));
        if (!(out instanceof Output output && output.form < FORM)) {
            out.writeString(card.edition().name());
        }
    }

    private static EditionStatus readEdition(DataInput in) throws IOException {
        return in instanceof OlderInput ? EditionStatus.CURRENT : EditionStatus.valueOf(in.readString());
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

    private static void writeTechnique(DataOutput out, Technique technique) throws IOException {
        out.writeString(technique.id());
        out.writeString(technique.name());
        writeStrings(out, technique.tactics());
        out.writeString(technique.source());
        out.writeByte((byte) (technique.withdrawn() ? 1 : 0));
    }

    private static List<Technique> readTechniques(DataInput in) throws IOException {
        if (in instanceof OlderInput older && older.form == WITHOUT_TECHNIQUES) {
            return List.of();
        }
        return readAll(in, from -> new Technique(from.readString(), from.readString(), readStrings(from),
                from.readString(), from.readByte() == 1));
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
