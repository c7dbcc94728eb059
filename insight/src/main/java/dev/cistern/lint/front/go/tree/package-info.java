/**
 * The syntax tree of Go source files.
 *
 * <p>Names and shapes follow {@code go/ast}, so that whoever knows it knows this: {@link
 * dev.cistern.lint.front.go.tree.Decl}, {@link dev.cistern.lint.front.go.tree.Spec}, {@link
 * dev.cistern.lint.front.go.tree.Stmt} and {@link dev.cistern.lint.front.go.tree.Expr} are sealed,
 * their kinds are records nested in them. What differs: clauses of a switch or select are a list of
 * their own type instead of a block; a missing position is {@link
 * dev.cistern.lint.front.go.tree.Node#NO_POS}; a missing part is {@code null} and marked so (an
 * {@code Optional} for each of millions of nodes would double the tree).
 *
 * <p>Positions are byte offsets into {@link dev.cistern.lint.front.go.tree.GoFile#source()}; the
 * file turns them into lines and columns. Records compare by content: two nodes of different files
 * can be equal, so maps keyed by node must compare by identity.
 */
@NullMarked
package dev.cistern.lint.front.go.tree;

import org.jspecify.annotations.NullMarked;
