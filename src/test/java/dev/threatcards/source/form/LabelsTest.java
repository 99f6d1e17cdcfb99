package dev.threatcards.source.form;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.threatcards.card.Listing.Kind;

import static org.assertj.core.api.Assertions.assertThat;

final class LabelsTest {

    @ParameterizedTest
    @ValueSource(strings = {"China", "USA", "[Unknown]", "[Middle East]", "Bosnia and Herzegovina", "Cote d'Ivoire",
            "Europe and East Asia", "Oil and gas", "Casinos and Gambling", "Legal and professional services",
            "journalists", "IT", "Cobalt Strike", "8.t Dropper", "Skip-2.0", "Living off the Land", "Cain & Abel",
            "njRAT", "P.A.S.", "The Onion Router", "Unknown Logger", "Retefe (Android)"})
    void aValueThatCardsCanShareIsALabel(String text) {
        assertThat(Labels.kind(text)).isEqualTo(Kind.LABEL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"others", "other", "elsewhere", "many others", "Electronics and journalists",
            "Worldwide except South Korea", "an MS Office 0-day exploit", "a WinRAR exploit", "several 0-days",
            "0-day exploits in MS Office", "0-days from the {{Hacking Team}} breach", "Real estate and several others",
            "activists and the UN", "“Islamic State”", "Delivery, Job seeking and Real estate.",
            "that are either based or have business there", "different geographical areas",
            "This group targets Iranians in diaspora", "diplomats and journalists", "Central Asia others",
            "a company with a name that goes on for longer than any label would"})
    void aPieceOfASentenceIsProse(String text) {
        assertThat(Labels.kind(text)).isEqualTo(Kind.PROSE);
    }

    @Test
    void aListKeepsAllButBlanks() {
        assertThat(Labels.listing(List.of(" China ", "", "others")).texts()).containsExactly("China", "others");
    }
}
