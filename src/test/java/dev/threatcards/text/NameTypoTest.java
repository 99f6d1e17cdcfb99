package dev.threatcards.text;

import java.util.Set;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Which names are misspellings of others, and which are other names. */
final class NameTypoTest {

    private static final Set<String> SHARED = Set.of("spider", "panda", "bear", "gold", "red", "typhoon", "sandstorm");

    private static boolean isTypo(String typed, String right) {
        return NameTypo.between(typed, NameKeys.folded(typed), NameKeys.folded(right))
                .filter(typo -> typo.isLikely(SHARED::contains)).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"Wizrad Spider, Wizard Spider", "Wizard pSider, Wizard Spider", "Wizardd Spider, Wizard Spider",
            "WizardSpidr, Wizard Spider", "Energetic Ber, Energetic Bear", "Rnd Wendigo, Red Wendigo",
            "RdAlpha, RedAlpha", "Red adon, Red Ladon", "Onyxu Sleet, Onyx Sleet", "Taem Bear, Team Bear",
            "Iyidium, Iridium", "Lazerus, Lazarus", "Phosphorsu, Phosphorus", "Strom-0558, Storm-0558", "ATP28, APT 28",
            "FROZENsVISTA, FROZENVISTA", "Aeid Viper, Arid Viper", "Pajn Storm, Pawn Storm"})
    void aLetterIsMistyped(String typed, String right) {
        assertThat(isTypo(typed, right)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"STICKY PANDA, Spicy Panda", "Hazard Spider, Wizard Spider", "Gold Northfield, Gold Southfield",
            "Mint Sandstorm, Mist Sandstorm", "APT-C-28, APT 28", "APT28, APT29", "APT28, APT 2", "G0139, S0139",
            "G0028, S0028", "UNC2452, UNC2542", "TA505, TAG505", "Cesium, Cerium", "Monti, Conti", "timmy, Jimmy",
            "Sinobi, Cinobi", "QuaDream, LuaDream", "GhostR, Ghost", "DefrayX, Defray", "Lazurus Gruop, Lazarus Group",
            "espionage, Espionag3", "Fancy Bear, Fancy Bear"})
    void itIsAnotherName(String typed, String right) {
        assertThat(isTypo(typed, right)).isFalse();
    }
}
