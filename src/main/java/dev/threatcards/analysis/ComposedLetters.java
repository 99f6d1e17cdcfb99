package dev.threatcards.analysis;

import java.io.IOException;
import java.text.Normalizer;

import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

import dev.threatcards.text.NormalText;

/** Composes letters and their accents (NFC), so that a word has the same term however its accents are encoded. */
final class ComposedLetters extends TokenFilter {

    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);

    ComposedLetters(TokenStream words) {
        super(words);
    }

    @Override
    public boolean incrementToken() throws IOException {
        if (!input.incrementToken()) {
            return false;
        }
        if (!isAscii() && !Normalizer.isNormalized(term, Normalizer.Form.NFC)) {
            String composed = NormalText.composed(term);
            term.setEmpty().append(composed);
        }
        return true;
    }

    private boolean isAscii() {
        for (int i = 0; i < term.length(); i++) {
            if (term.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }
}
