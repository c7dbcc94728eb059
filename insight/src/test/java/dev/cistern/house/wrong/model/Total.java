package dev.cistern.house.wrong.model;

import dev.cistern.house.wrong.report.Page;

/** Breaks the import table on purpose: the model sees a report. */
public record Total(Page page) {}
