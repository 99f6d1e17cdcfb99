/**
 * The actors that a text fits: {@link dev.threatcards.leads.LeadFinder} collects what the text tells as clues (words that few cards have,
 * tools, vulnerabilities, countries, sectors, years), adds up the weights of an actor's clues, and gives them as its reasons.
 *
 * <p>In: a text with the names that it mentions, and one commit. Out: {@link dev.threatcards.result.Leads}.
 */
package dev.threatcards.leads;
