package dev.threatcards.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;

/** Makes reports in their forms. */
public final class ReportFiles {

    private ReportFiles() {
    }

    /** Changes a PDF before it is saved. */
    public interface Change {
        void apply(PDDocument pdf) throws IOException;
    }

    /** A PDF with the lines of each page; an empty line is left blank. */
    public static byte[] pdf(String title, List<List<String>> pages) {
        return pdf(title, pages, pdf -> {
        });
    }

    public static byte[] pdf(String title, List<List<String>> pages, Change change) {
        try (PDDocument pdf = new PDDocument(); ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            pdf.getDocumentInformation().setTitle(title);
            for (List<String> lines : pages) {
                PDPage page = new PDPage();
                pdf.addPage(page);
                try (PDPageContentStream content = new PDPageContentStream(pdf, page)) {
                    content.beginText();
                    content.setFont(new PDType1Font(FontName.HELVETICA), 11);
                    content.setLeading(14);
                    content.newLineAtOffset(60, 740);
                    for (String line : lines) {
                        content.showText(line);
                        content.newLine();
                    }
                    content.endText();
                }
            }
            change.apply(pdf);
            pdf.save(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A PDF that the password opens; one that anybody opens, if the password is empty. */
    public static byte[] encrypted(String password, List<String> lines) {
        return pdf("", List.of(lines),
                pdf -> pdf.protect(new StandardProtectionPolicy("owner", password, new AccessPermission())));
    }

    /** A PDF of a few kilobytes whose page decompresses to the given size. */
    static byte[] bomb(int megabytes, COSName... filters) {
        return pdf("", List.of(List.of("Blue Otter")), pdf -> {
            COSStream stream = pdf.getDocument().createCOSStream();
            COSArray names = new COSArray();
            for (COSName filter : filters) {
                names.add(filter);
            }
            try (OutputStream out = stream.createOutputStream(names)) {
                byte[] blanks = " ".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
                for (int i = 0; i < megabytes; i++) {
                    out.write(blanks);
                }
            }
            // Several streams are decompressed at once, a single one piece by piece.
            pdf.getPage(0)
                    .setContents(List.of(new PDStream(stream), new PDStream(pdf.getDocument().createCOSStream())));
        });
    }

    /** Text as the bytes of a file, with the line breaks of e-mails. */
    public static byte[] mail(String text) {
        return text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }
}
