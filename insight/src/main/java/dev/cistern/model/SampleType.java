package dev.cistern.model;

/**
 * What one column of a profile counts.
 *
 * @param type the name pprof gives it, such as {@code alloc_space} or {@code cpu}
 * @param unit the unit of the values, such as {@code bytes}, {@code count} or {@code nanoseconds}
 */
public record SampleType(String type, String unit) {}
