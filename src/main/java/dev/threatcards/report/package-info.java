/**
 * Reports in the form in which they are published: text, Markdown, HTML pages, e-mails and PDFs.
 *
 * <p>In: bytes, whose form is told from their content. Out: a {@link dev.threatcards.report.Report}, whose text can be scanned for the
 * actors and tools that it mentions. Nothing here knows cards or Lucene. Input is hostile: its size, its nesting, the memory and the time
 * that it takes are bounded, and whatever it is, it gives a report or a {@link dev.threatcards.error.SourceException}.
 */
package dev.threatcards.report;
