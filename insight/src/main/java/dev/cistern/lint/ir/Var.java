package dev.cistern.lint.ir;

/**
 * A local variable, parameter or intermediate value.
 *
 * @param name as the source has it; empty for an intermediate value
 * @param type its static type
 * @param value whether it is a struct held by value, so that its fields are its own
 */
public record Var(String name, TypeName type, boolean value) {}
