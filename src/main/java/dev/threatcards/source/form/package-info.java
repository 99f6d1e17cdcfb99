/**
 * One reader for each form in which cards are published, and what all readers share: cleaning of texts, dates, labels as opposed to prose,
 * the decoding of JSON and text.
 *
 * <p>In: the bytes of one file. Out: cards and rejects, to a {@link dev.threatcards.source.form.CardSink}. A new form is one class that
 * implements {@link dev.threatcards.source.form.CardForm}, and one line in {@code CardSources}.
 */
package dev.threatcards.source.form;
