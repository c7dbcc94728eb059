package dev.cistern.lint.flow;

import java.util.List;

/** A parameter, or what is reached from it over fields. */
public record Reach(int param, List<String> fields) {}
