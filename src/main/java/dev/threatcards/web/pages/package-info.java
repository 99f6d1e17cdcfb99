/**
 * The HTML pages: a result becomes a view model, a template in {@code web/templates} lays it out and computes nothing.
 *
 * <p>This package does not know the API's JSON.
 */
package dev.threatcards.web.pages;
