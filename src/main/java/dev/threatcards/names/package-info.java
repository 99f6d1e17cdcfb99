/**
 * Names to cards: {@link dev.threatcards.names.NameResolver} resolves one name, {@link dev.threatcards.names.Autocomplete} completes what is
 * being typed, {@link dev.threatcards.names.MentionFinder} finds the names that a text mentions,
 * {@link dev.threatcards.names.NamesByGiver} lists what each giver calls an actor.
 *
 * <p>In: a name or a text, and one commit. Out: the values of {@code result}.
 */
package dev.threatcards.names;
