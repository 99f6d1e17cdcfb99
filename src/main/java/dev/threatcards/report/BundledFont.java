package dev.threatcards.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

import org.apache.fontbox.FontBoxFont;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.font.CIDFontMapping;
import org.apache.pdfbox.pdmodel.font.FontMapper;
import org.apache.pdfbox.pdmodel.font.FontMappers;
import org.apache.pdfbox.pdmodel.font.FontMapping;
import org.apache.pdfbox.pdmodel.font.PDCIDSystemInfo;
import org.apache.pdfbox.pdmodel.font.PDFontDescriptor;

/**
 * Stands in for the fonts that a PDF names and does not embed, with the one font that PDFBox has in its jar. By default PDFBox reads every
 * font of the computer at the first such PDF and writes a list of them into the user's home; the extraction of text needs neither.
 */
final class BundledFont implements FontMapper {

    /** The system property that, set to {@code false}, puts this mapper in place for the whole process. */
    static final String PROPERTY = "dev.threatcards.report.systemFonts";

    private static final String FILE = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

    private final TrueTypeFont font;

    private BundledFont() {
        try (InputStream file = FontMapper.class.getResourceAsStream(FILE)) {
            this.font = new TTFParser().parse(RandomAccessReadBuffer.createBufferFromStream(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts the mapper in place if the program wants it; another program may render PDFs with the fonts of the computer. */
    static void install() {
        if ("false".equals(System.getProperty(PROPERTY))) {
            FontMappers.set(new BundledFont());
        }
    }

    @Override
    public FontMapping<TrueTypeFont> getTrueTypeFont(String name, PDFontDescriptor descriptor) {
        return new FontMapping<>(font, true);
    }

    @Override
    public FontMapping<FontBoxFont> getFontBoxFont(String name, PDFontDescriptor descriptor) {
        return new FontMapping<>(font, true);
    }

    @Override
    public CIDFontMapping getCIDFont(String name, PDFontDescriptor descriptor, PDCIDSystemInfo system) {
        return new CIDFontMapping(null, font, true);
    }
}
