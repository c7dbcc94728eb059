package dev.cistern.lint.ir;

import java.util.BitSet;
import java.util.List;

/**
 * The body of a function or function literal; a literal shares its function's variables.
 *
 * @param name {@code func1} and so on for a literal
 * @param params in order, the receiver first
 * @param results the variables that hold the results at the exit
 * @param blocks the first one is the entry
 * @param live for each block the variables that may still be read from its start on
 * @param returns for each return statement the static types of its results
 * @param end offset of its closing brace
 */
public record Code(
    String name,
    List<Integer> params,
    List<Integer> results,
    List<Block> blocks,
    List<BitSet> live,
    List<List<TypeName>> returns,
    int end) {}
