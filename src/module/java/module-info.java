/**
 * Threat Cards as a library: {@link dev.threatcards.ThreatCards} builds an index of cards on threat actors and their tools, opens it
 * and searches it. The exported packages are the API; everything else may change with any release.
 */
module dev.threatcards {
    requires com.fasterxml.jackson.databind;
    requires com.fasterxml.jackson.dataformat.csv;
    // Lucene asks the virtual machine with it, and warns where it is not there.
    requires jdk.management;
    requires org.apache.lucene.analysis.common;
    requires org.apache.lucene.core;
    requires org.apache.lucene.highlighter;
    requires org.apache.lucene.suggest;
    requires org.jsoup;

    // Only to read tar archives and other compressions than gzip and ZIP.
    requires static org.apache.commons.compress;

    // Only to read reports in PDF and e-mails.
    requires static org.apache.fontbox;
    requires static org.apache.pdfbox;
    requires static org.apache.pdfbox.io;
    requires static apache.mime4j.core;
    requires java.management;

    exports dev.threatcards;
    exports dev.threatcards.card;
    exports dev.threatcards.error;
    exports dev.threatcards.export;
    exports dev.threatcards.ingest;
    exports dev.threatcards.query;
    exports dev.threatcards.report;
    exports dev.threatcards.result;

    opens dev.threatcards.export to com.fasterxml.jackson.databind;
    opens dev.threatcards.json to com.fasterxml.jackson.databind;
}
