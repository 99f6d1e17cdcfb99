package dev.threatcards.report;

import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/** Extracts the lines of each page, with a mark where a paragraph begins. Not thread-safe. */
final class PdfPages extends PDFTextStripper {

    /** Marks the beginning of a paragraph: Unicode's paragraph separator, which text of PDFs does not contain. */
    static final char PARAGRAPH = '\u2029';

    /** The most characters of a page; PDFBox keeps a record of two hundred bytes for each. A dense page of a table has 20,000. */
    private static final int MAX_PAGE = 300_000;

    /** How many operators are processed between two checks of the time. */
    private static final int CHECKED = 1024;

    private final PdfBounds bounds;
    private int characters;
    private int operators;

    PdfPages(PdfBounds bounds) {
        this.bounds = bounds;
        setLineSeparator("\n");
        setParagraphStart(String.valueOf(PARAGRAPH));
        setParagraphEnd("");
        setPageStart("");
        setPageEnd("");
        setArticleStart("");
        setArticleEnd("\n");
    }

    /** The lines of each page, as PDFBox puts them together. */
    List<String> texts(PDDocument pdf) throws IOException {
        List<String> texts = new ArrayList<>();
        long length = 0;
        int pages = pdf.getNumberOfPages();
        for (int page = 1; page <= pages; page++) {
            bounds.requireTime();
            setStartPage(page);
            setEndPage(page);
            characters = 0;
            StringWriter text = new StringWriter();
            writeText(pdf, text);
            bounds.requireKept();
            texts.add(text.toString());
            length += text.getBuffer().length();
            if (length > Report.MAX_TEXT) {
                bounds.exceed("has more than " + Report.MAX_TEXT + " characters of text");
            }
        }
        bounds.requireKept();
        return texts;
    }

    @Override
    protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
        operators++;
        if (operators % CHECKED == 0) {
            bounds.requireTime();
        }
        super.processOperator(operator, operands);
    }

    @Override
    protected void operatorException(Operator operator, List<COSBase> operands, IOException e) throws IOException {
        // PDFBox goes on after some of what it cannot draw.
        if (e instanceof PdfBounds.Exceeded) {
            throw e;
        }
        super.operatorException(operator, operands, e);
    }

    @Override
    protected void processTextPosition(TextPosition text) {
        characters++;
        if (characters <= MAX_PAGE) {
            super.processTextPosition(text);
        } else {
            bounds.exceed("has more than " + MAX_PAGE + " characters on a page");
        }
    }
}
