package dev.threatcards.web.pages;

import dev.threatcards.card.CardReference;
import dev.threatcards.card.CveId;
import dev.threatcards.card.Facet;
import dev.threatcards.web.http.Addresses;

/** Some text and its link; {@code marked} if it has words of a query. */
record Link(String text, String href, boolean marked) {

    Link(String text, String href) {
        this(text, href, false);
    }

    /** A link with a remark, such as why it is offered. */
    record Noted(Link link, String note) {
    }

    static Link none(String text) {
        return new Link(text, "");
    }

    /** The card's page. */
    static Link to(CardReference card, String home) {
        return new Link(card.name(), Addresses.card(card, home));
    }

    /** The page of a vulnerability. */
    static Link to(CveId id) {
        return new Link(id.toString(), Addresses.cve(id));
    }

    /** The actors that have the value. */
    static Link to(Facet facet, String value) {
        return new Link(value, Addresses.search(facet, value));
    }
}
