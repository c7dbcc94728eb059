package dev.cistern.house.wrong.format.pprof;

import dev.cistern.house.wrong.report.Page;

/** Breaks the import table on purpose: a format sees a report. */
public record Reader(Page page) {}
