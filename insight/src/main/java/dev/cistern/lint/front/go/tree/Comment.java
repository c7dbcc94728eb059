package dev.cistern.lint.front.go.tree;

/**
 * One {@code //} or block comment; {@link GoFile#text(Node)} gives its text.
 *
 * @param pos offset of its first slash
 * @param end behind its last character; the newline after a {@code //} comment is not part of it, a
 *     carriage return before that newline is
 */
public record Comment(int pos, int end) implements Node {}
