package dev.cistern.analysis.compare;

import dev.cistern.model.Profile;

/**
 * One run of what is compared: a profile, or a timeline rolled up.
 *
 * @param name the file
 * @param kind what may be compared with each other: equal for runs of one kind
 * @param kindName the kind in words
 * @param seconds the window's length, 0 where it is not known
 * @param timeline whether it was rolled up
 */
record Run(
    String name,
    String kind,
    String kindName,
    Profile profile,
    double seconds,
    Spread spread,
    boolean timeline) {}
