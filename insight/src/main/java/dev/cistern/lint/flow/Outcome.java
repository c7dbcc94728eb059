package dev.cistern.lint.flow;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One way a function may end, as its caller sees it.
 *
 * @param effects what became of what was reached from its parameters
 * @param results what it returns
 * @param fields what it left in fields reached from its parameters
 * @param started the parameters that goroutines have which it started and did not wait for
 * @param asked what conditions on all ways to this end asked
 * @param given which parameters are nil on all ways to this end, and which are not
 */
public record Outcome(
    Map<Reach, Effect> effects,
    List<Result> results,
    Map<Reach, Result> fields,
    Set<Reach> started,
    Set<Question> asked,
    Map<Integer, Fact> given) {

  /**
   * What became of something.
   *
   * @param released whether it was given back, to which pool
   * @param kept whether it may be held or owned by another now
   * @param lent whether it was handed to a call that nothing is known of, and that may keep it
   * @param bounded whether its size was looked at
   * @param clean what was done to its content
   * @param grown whether something of unknown size was written to it
   */
  public record Effect(
      boolean released,
      String pool,
      boolean kept,
      boolean lent,
      boolean bounded,
      Thing.Clean clean,
      boolean grown) {}

  /** What a function returns or leaves. */
  public sealed interface Result {
    /** Fresh from a pool, to be given back by the caller. */
    record Fresh(String pool, Thing.Clean clean) implements Result {}

    /** Opened, to be closed by the caller. */
    record Opened(String what) implements Result {}

    /** What a parameter leads to, or memory of it. */
    record Given(Reach path, boolean part, Value.Kind kind) implements Result {}

    /** A known literal. */
    record Known(Value value) implements Result {}

    /** Made by the function, with what its fields have fresh from pools. */
    record Made(Map<String, Fresh> fields) implements Result {}

    /** Not nil, and nothing else is known. */
    record NotNil() implements Result {}

    record Unknown() implements Result {}
  }
}
