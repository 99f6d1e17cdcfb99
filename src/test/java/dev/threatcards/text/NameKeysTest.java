package dev.threatcards.text;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The keys of names as people write them. */
class NameKeysTest {

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', textBlock = """
            Lazarus,                    lazarus
            Lazarus Group,              lazarus
            the Lazarus Group,          lazarus
            LazarusGroup,               lazarus
            Lazarus APT,                lazarus
            Lazarus Group's,            lazarus
            Lazarus’ hackers,           lazarus
            OilRig group,               oilrig
            HIDDEN COBRA actors,        hiddencobra
            HIDDEN COBRA threat actors, hiddencobra
            The Dukes,                  dukes
            Dukes's,                    dukes
            LAPSUS$'s,                  lapsus
            Emissary Panda (APT 27)'s,  emissarypandaapt27
            DoNot Team,                 donot
            Operation Pawn Storm,       pawnstorm
            threat actor Gamaredon,     gamaredon
            APT SideWinder,             sidewinder
            Quasar RAT,                 quasar
            LockBit ransomware gang,    lockbit
            FIN7 Group,                 fin7
            the APT28 APT group,        apt28
            ЛАЗАРЬ Group,               лазарь
            """)
    void headNounsAreNoPartOfTheCore(String name, String core) {
        assertThat(NameKeys.core(name)).isEqualTo(core);
    }

    @ParameterizedTest
    @CsvSource({"APT 28, apt28", "APT-C-36, aptc36", "Group 27, group27", "Threat Group-3390, threatgroup3390",
            "TeamTNT, teamtnt", "The, the", "Group, group", "28 Group, 28group", "Team46, team46", "LAPSUS$, lapsus"})
    void aHeadNounStaysWhereItIsAPartOfTheName(String name, String core) {
        assertThat(NameKeys.core(name)).isEqualTo(core);
    }

    @ParameterizedTest
    @ValueSource(strings = {"海莲花", "海蓮花", " 海蓮花 "})
    void traditionalChineseIsSimplified(String name) {
        assertThat(NameKeys.folded(name)).isEqualTo("海莲花");
    }

    @ParameterizedTest
    @CsvSource({"ΟΔΥΣΣΕΥΣ, οδυσσευς", "ＡＰＴ２８, apt28", "ᴀᴘᴛ, ᴀᴘᴛ", "Straße, strasse", "قـــط, قط"})
    void lettersOfEveryScriptAreFolded(String one, String other) {
        assertThat(NameKeys.folded(one)).isEqualTo(NameKeys.folded(other));
    }
}
