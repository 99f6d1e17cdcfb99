package dev.threatcards.server;

import java.util.List;

/** The page that tells of the API: what its template lays out. */
record ApiPage(Site site, List<Endpoint> endpoints) {
}
