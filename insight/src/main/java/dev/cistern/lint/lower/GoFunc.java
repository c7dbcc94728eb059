package dev.cistern.lint.lower;

import dev.cistern.lint.front.go.tree.Decl.FuncDecl;

/**
 * A declared function or method.
 *
 * @param name the full name as stack frames print it
 * @param receiver the name of the receiver's type, empty for a function
 * @param pointer whether the receiver is a pointer
 */
record GoFunc(
    GoPackage pkg, GoSource source, FuncDecl decl, String name, String receiver, boolean pointer) {}
