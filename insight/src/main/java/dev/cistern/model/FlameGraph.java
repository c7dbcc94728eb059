package dev.cistern.model;

import java.util.List;

/**
 * Stacks merged from the root into a tree, in columns; node 0 is the root.
 *
 * <p>Nodes too small to see may have been folded into their parents' own values, so that a large
 * profile stays small to show; {@code foldedNodes} says how many.
 *
 * @param title what it shows, such as {@code alloc_space}
 * @param type what the values count
 * @param names the functions' names, each once
 * @param parent the parent of each node; a node stands after its parent; −1 for the root
 * @param name the name of each node, a place in {@code names}
 * @param self what each node costs itself
 * @param total what each node costs with its children
 * @param foldedNodes how many nodes were folded into their parents
 */
public record FlameGraph(
    String title,
    SampleType type,
    List<String> names,
    int[] parent,
    int[] name,
    long[] self,
    long[] total,
    int foldedNodes) {

  public int nodeCount() {
    return parent.length;
  }
}
