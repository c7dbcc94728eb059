package dev.cistern.lint.front.go.tree;

/**
 * A place where a file is not Go.
 *
 * @param offset in bytes
 * @param line from 1
 * @param column in bytes, from 1
 * @param message what was wanted and what was found
 */
public record SyntaxError(int offset, int line, int column, String message) {}
