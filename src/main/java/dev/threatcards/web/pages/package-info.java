/**
 * The HTML pages: a result becomes a view model, a template in {@code web/templates} lays it out and computes nothing.
 *
 * <p>This package does not know the API's JSON. In a view model, a text or link is empty if there is nothing to show; a list has the entries
 * that are shown, its count is that of all, and {@code more} says in words how many are left out. Lengths are in units of the picture.
 * {@code home} is the collection of {@link dev.threatcards.web.http.Addresses#home}.
 */
package dev.threatcards.web.pages;
