package dev.threatcards.synthetic;

import java.util.random.RandomGenerator;

/** The statistics of an actor card of the encyclopedia, counted over the 483 groups of ETDA's export of August 2024. */
final class Shape {

    static final Ranks COUNTRY = new Ranks(39, 0.3, 1.6);
    static final Ranks MOTIVATION = new Ranks(4, 0.1, 1.8);
    static final Ranks SECTOR = new Ranks(125, 2.5, 1.35);
    static final Ranks TARGET = new Ranks(232, 9, 1.35);
    static final Ranks TOOL = new Ranks(2_007, 12, 0.95);
    static final Ranks GIVER = new Ranks(135, 3, 1.2);

    static final Amount COUNTRIES = new Amount(0, 1, 0);
    static final Amount MOTIVATIONS = new Amount(0.07, 1.01, 0.1);
    static final Amount SECTORS = new Amount(0.32, 3.11, 0.9);
    static final Amount TARGETS = new Amount(0.17, 7.47, 1.2);
    static final Amount TOOLS = new Amount(0.18, 6.33, 1.2);
    static final Amount NAMES = new Amount(0, 3.07, 0.8);
    static final Amount OPERATIONS = new Amount(0.49, 4.68, 1.1);
    static final Amount COUNTER_OPERATIONS = new Amount(0.81, 0.47, 0.7);
    static final Amount INFORMATION = new Amount(0.04, 2.23, 0.8);

    /** Characters of a description. */
    static final Amount DESCRIPTION = new Amount(0, 918, 0.45);
    /** Characters of an operation's text, without the links. */
    static final Amount ACTIVITY = new Amount(0, 178, 0.75);

    private Shape() {
    }

    /**
     * The distribution of a facet's values, by the Zipf-Mandelbrot law: the frequency of rank r is proportional to
     * (r + shift)<sup>-exponent</sup>. Fitted to the counts of the most frequent values.
     *
     * @param values the number of distinct values
     */
    record Ranks(int values, double shift, double exponent) {
    }

    /**
     * The distribution of an amount on a card: zero, or log-normal.
     *
     * @param none the share of cards with zero
     * @param mean the mean over all cards
     * @param spread the standard deviation of the logarithm
     */
    record Amount(double none, double mean, double spread) {

        int draw(RandomGenerator random) {
            if (random.nextDouble() < none) {
                return 0;
            }
            double middle = Math.log(mean / (1 - none)) - spread * spread / 2;
            return (int) Math.max(1, Math.round(Math.exp(middle + spread * random.nextGaussian())));
        }
    }
}
