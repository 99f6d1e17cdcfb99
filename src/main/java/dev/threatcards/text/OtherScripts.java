package dev.threatcards.text;

import java.text.Normalizer;

import com.ibm.icu.text.Transliterator;
import org.apache.lucene.analysis.icu.ICUFoldingFilter;

/**
 * Folds letters of scripts other than Latin with ICU: the foldings of Unicode Technical Report 30, and traditional Chinese characters to
 * simplified ones. Apart from {@link NameKeys}, so that ICU's tables are loaded only when a name needs them.
 */
final class OtherScripts {

    private static final Transliterator SIMPLIFIED = Transliterator.getInstance("Traditional-Simplified");

    private OtherScripts() {
    }

    /** The text folded; its letters decomposed without combining marks. */
    static String folded(String text) {
        String folded = ICUFoldingFilter.NORMALIZER.normalize(SIMPLIFIED.transliterate(text));
        return Normalizer.normalize(folded, Normalizer.Form.NFKD).replaceAll("\\p{M}+", "");
    }
}
