package dev.cistern.house.wrong.misc;

/** Breaks the import table on purpose: nobody knows this package. */
public record Helper() {}
