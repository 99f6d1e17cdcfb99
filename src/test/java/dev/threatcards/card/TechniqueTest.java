package dev.threatcards.card;

import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Ids and labels of techniques, in the spellings of sources and people. */
final class TechniqueTest {

    @ParameterizedTest
    @CsvSource({"T1566.001, T1566.001", "t1566.001, T1566.001", "T1566/001, T1566.001", "' T1566 ', T1566",
            "https://attack.mitre.org/techniques/T1566/001/, T1566.001",
            "http://attack.mitre.org/techniques/T1566, T1566", "T0831, T0831"})
    void anIdHasOneForm(String written, String normal) {
        assertThat(TechniqueId.parse(written)).get().hasToString(normal);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "T", "T156", "T15661", "T1566.1", "T1566.0011", "TA0001", "1566.001", "T0000",
            "T1566.001 Spearphishing", "G0007"})
    void anythingElseIsNoId(String written) {
        assertThat(TechniqueId.parse(written)).isEmpty();
    }

    @Test
    void aSubTechniqueHasAParent() {
        TechniqueId sub = new TechniqueId(1566, 1);
        assertThat(sub.parent()).hasToString("T1566");
        assertThat(sub.isSub()).isTrue();
        assertThat(sub.parent().isSub()).isFalse();
        assertThat(sub.page()).isEqualTo("https://attack.mitre.org/techniques/T1566/001/");
        assertThat(sub).isGreaterThan(sub.parent()).isLessThan(new TechniqueId(1567, 0));
        assertThat(new TechniqueId(831, 0).isIndustrial()).isTrue();
        assertThatThrownBy(() -> new TechniqueId(0, 1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 and 1");
    }

    @ParameterizedTest
    @CsvSource({"T1566.001, Phishing, T1566.001 Phishing", "t1566/001, Phishing, T1566.001 Phishing",
            "T1566, '', T1566", "'', Own trick, Own trick", "X-1, Own trick, X-1 Own trick"})
    void aLabelIsReadBack(String id, String name, String label) {
        Technique technique = Technique.of(id, name, List.of(), "", false);
        assertThat(technique.label()).isEqualTo(label);
        assertThat(Technique.ofLabel(label)).isEqualTo(technique);
    }

    @ParameterizedTest
    @CsvSource({"initial-access, Initial Access", "command-and-control, Command and Control",
            "privilege_escalation, Privilege Escalation", "Impact, Impact", "'', ''"})
    void aTacticHasTheNameOfAttack(String shortName, String name) {
        assertThat(Technique.tactic(shortName)).isEqualTo(name);
        assertThat(Technique.shortName(name)).isEqualTo(shortName.replace('_', '-').toLowerCase(Locale.ROOT));
    }
}
