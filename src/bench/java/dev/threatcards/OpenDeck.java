package dev.threatcards;

import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A deck that is open. */
@State(Scope.Benchmark)
public class OpenDeck {

    ThreatCards cards;

    /** Opens it. */
    @Setup
    public void open(TypedText typed) {
        cards = ThreatCards.open(typed.index);
    }

    /** Closes it. */
    @TearDown
    public void close() {
        cards.close();
    }
}
