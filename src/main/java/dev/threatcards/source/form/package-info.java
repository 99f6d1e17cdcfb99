/**
 * One reader for each form in which cards are published, and what they share: cleaning texts, parsing dates, classifying labels and prose,
 * decoding JSON and text.
 *
 * <p>In: the bytes of one file. Out: cards and rejects, to a {@link dev.threatcards.source.form.CardSink}. A new form is one class that
 * implements {@link dev.threatcards.source.form.CardForm}, and one line in {@code CardSources}.
 */
package dev.threatcards.source.form;
