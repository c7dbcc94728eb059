package dev.cistern.lint.lower;

import java.util.Map;

/**
 * Where a type expression stands: its file, and the type parameters and local types seen there.
 *
 * @param pkg the package
 * @param source the file with its imports
 * @param local type parameters and types of the function by name
 */
record TypeScope(GoPackage pkg, GoSource source, Map<String, GoType> local) {}
