package dev.cistern.lint.lower;

import dev.cistern.lint.front.go.tree.Decl.FuncDecl;

/**
 * A declared function or method.
 *
 * @param name the full name as stack frames print it
 */
record GoFunc(GoPackage pkg, GoSource source, FuncDecl decl, String name) {}
