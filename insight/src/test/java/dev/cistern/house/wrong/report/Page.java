package dev.cistern.house.wrong.report;

/** What {@code Total} must not see. */
public record Page(String title) {}
