package dev.cistern.lint.ir;

import java.util.List;

/**
 * A function with its literals.
 *
 * @param name the full name as stack frames print it
 * @param file the path of its file
 * @param at offset of its declaration
 * @param vars all variables, those of its literals too
 * @param code its body
 * @param literals the bodies of its function literals, inner ones too
 * @param ops how many operations it has
 */
public record Func(
    String name, String file, int at, List<Var> vars, Code code, List<Code> literals, int ops) {}
