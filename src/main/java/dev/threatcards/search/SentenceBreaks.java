package dev.threatcards.search;

import java.text.BreakIterator;
import java.text.CharacterIterator;
import java.text.StringCharacterIterator;

import dev.threatcards.index.CardText;
import dev.threatcards.index.Sentences;

/** The sentences of a card's text in the form in which Lucene's highlighter asks for them; the text is not looked through again. */
final class SentenceBreaks extends BreakIterator {

    private final Sentences sentences;
    private final CharacterIterator text;
    private final int end;
    private int at;

    SentenceBreaks(CardText text) {
        this.sentences = text.sentences();
        this.text = new StringCharacterIterator(text.text());
        this.end = text.text().length();
    }

    @Override
    public int first() {
        at = 0;
        return at;
    }

    @Override
    public int last() {
        at = end;
        return at;
    }

    @Override
    public int next() {
        return following(at);
    }

    @Override
    public int next(int number) {
        int found = at;
        for (int i = 0; i < Math.abs(number) && found != DONE; i++) {
            found = number > 0 ? next() : previous();
        }
        return found;
    }

    @Override
    public int previous() {
        return preceding(at);
    }

    @Override
    public int following(int offset) {
        if (offset >= end) {
            at = end;
            return DONE;
        }
        at = sentences.end(offset);
        return at;
    }

    @Override
    public int preceding(int offset) {
        if (offset <= 0) {
            at = 0;
            return DONE;
        }
        at = sentences.start(offset - 1);
        return at;
    }

    @Override
    public int current() {
        return at;
    }

    @Override
    public CharacterIterator getText() {
        return text;
    }

    /** The text is known, and is the same. */
    @Override
    public void setText(String same) {
        at = 0;
    }

    @Override
    public void setText(CharacterIterator same) {
        at = 0;
    }
}
