package dev.threatcards.names;

import java.util.List;

import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.names.NamesInText.Found;
import dev.threatcards.names.OrdinaryNames.Ordinariness;
import dev.threatcards.text.HeadNouns.Sense;

/**
 * A place in running text that has the letters of a name, and what its writing and the words beside it say.
 *
 * @param ordinariness whether the name is also an ordinary word
 * @param cards what kind of cards has the name; {@link Sense#ANY} for both
 * @param headNoun what a head noun beside the place makes of it; {@link Sense#ANY} if there is none
 * @param definition what the words behind the place say that it is; {@link Sense#ANY} if they do not
 * @param isOwner whether tools are called after the name as their owner, so that the head noun does not say which kind is meant
 * @param role what the words beside the place say that the name does or suffers; {@link Sense#ANY} if they do not
 * @param listed what the names beside it in a list are; {@link Sense#ANY} if it is in none
 * @param isCapitals whether it is written in capitals, among words that are not
 * @param isCapitalized whether it is written as a name: with a capital where the card has one
 * @param isInSentence whether its capital is not owed to the beginning of a sentence or to a heading
 * @param isPart whether it may be a part of a longer name, because a word with a capital stands beside it
 */
record NameOccurrence(Found found, Ordinariness ordinariness, Sense cards, Sense headNoun, Sense definition,
        boolean isOwner, Sense role, Sense listed, boolean isCapitals, boolean isCapitalized, boolean isInSentence,
        boolean isPart) {

    /** The fewest letters in capitals that are no usual abbreviation. */
    private static final int FEWEST_CAPITALS = 4;

    /** Reads the surroundings of a name in a text. */
    static NameOccurrence of(Found found, Ordinariness ordinariness, Sense cards, String text) {
        Surroundings around = new Surroundings(text, found.start(), found.end());
        Sense headNoun = known(around.headNoun());
        boolean isClear = ordinariness == Ordinariness.NONE && cards != Sense.ANY && !isCoreOnly(found);
        Sense definition = known(around.definition(!isClear));
        boolean isOwner = headNoun == Sense.TOOL && around.isOwner();
        Sense role = isClear ? Sense.ANY : known(around.role());
        if (ordinariness == Ordinariness.NONE) {
            return new NameOccurrence(found, ordinariness, cards, headNoun, definition, isOwner, role, Sense.ANY, false,
                    true, false, false);
        }
        String written = around.written();
        boolean isCapitalized = isCapitalized(written) || hasSmallName(found.entry());
        boolean isTitle = around.isInTitle();
        boolean isCapitals = isInCapitals(written) && around.isAmongSmallLetters();
        return new NameOccurrence(found, ordinariness, cards, headNoun, definition, isOwner, role, Sense.ANY,
                isCapitals, isCapitalized, isCapitalized(written) && !around.isAtStart() && !isTitle,
                !isTitle && around.isBesideCapital());
    }

    /** The same place in a list of names of that kind. */
    NameOccurrence listed(Sense names) {
        return new NameOccurrence(found, ordinariness, cards, headNoun, definition, isOwner, role, names, isCapitals,
                isCapitalized, isInSentence, isPart);
    }

    /** Whether the name is an actor's, but only without its head noun: "LockBit" for "LockBit Gang". */
    private static boolean isCoreOnly(Found found) {
        return !found.isFull() || found.entry().spellings().isEmpty();
    }

    /** What the words at the place say that the name is, apart from a list; {@link Sense#ANY} if they do not. */
    Sense said() {
        Sense noun = headNoun == Sense.ANY || isOwner ? definition : headNoun;
        return noun == Sense.ANY ? role : noun;
    }

    private static Sense known(Sense sense) {
        return sense == null ? Sense.ANY : sense;
    }

    private static boolean hasSmallName(NameEntry entry) {
        return List.of(entry.spellings(), entry.cores()).stream().flatMap(List::stream)
                .anyMatch(name -> !isCapitalized(name));
    }

    private static boolean isInCapitals(String written) {
        return written.codePoints().noneMatch(Character::isLowerCase)
                && written.codePoints().filter(Character::isUpperCase).count() >= FEWEST_CAPITALS;
    }

    /** Whether every word of three letters or more begins with a capital or has none to begin with. */
    private static boolean isCapitalized(String written) {
        boolean isStart = true;
        for (int i = 0; i < written.length(); i++) {
            char character = written.charAt(i);
            if (isStart && Character.isLowerCase(character)) {
                return false;
            }
            isStart = Character.isWhitespace(character);
        }
        return true;
    }

    /**
     * Whether a head noun beside the place says that it names something of the kind. The tools of an actor are called after it: "Leviathan
     * backdoors".
     */
    boolean isNoun(Kind kind) {
        return (headNoun == sense(kind) || definition == sense(kind) || isOwnerOnly(kind)) && isCapitalized;
    }

    /** Whether only actors have the name, with or without their head noun, and tools are called after it. */
    private boolean isOwnerOnly(Kind kind) {
        return kind == Kind.ACTOR && cards == Sense.ACTOR && headNoun == Sense.TOOL && !isPart && !isCoreOnly(found);
    }

    /** Whether the words beside the place, or a list, say that it plays the part of the kind. */
    boolean isInRole(Kind kind) {
        return role == sense(kind) && isCapitalized && !isPart;
    }

    /** Whether it stands in a list of names of the kind. */
    boolean isListed(Kind kind) {
        return listed == sense(kind) && isCapitalized && !isPart;
    }

    /** Whether the words behind the place say that it is something of the kind. */
    boolean isDefinedAs(Kind kind) {
        return definition == sense(kind);
    }

    /** Whether a head noun beside the place says that it names something of the other kind. */
    boolean isNounOfOther(Kind kind) {
        return headNoun != Sense.ANY && headNoun != sense(kind) && definition != sense(kind) && !isOwnerOnly(kind);
    }

    /** The kind in the words of head nouns. */
    static Sense sense(Kind kind) {
        return kind == Kind.ACTOR ? Sense.ACTOR : Sense.TOOL;
    }
}
