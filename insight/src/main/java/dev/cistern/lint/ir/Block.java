package dev.cistern.lint.ir;

import java.util.List;

/** Operations in a row, then a way out. */
public record Block(List<Op> ops, Exit exit) {}
