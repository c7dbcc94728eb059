package dev.cistern.analysis;

import dev.cistern.model.RuleId;
import java.util.List;

/** The rules that analyses emit; each has a page {@code docs/rules/ID.md}. */
final class Rules {
  static final RuleId GROWTH = new RuleId("A1-growth");
  static final RuleId BOXING = new RuleId("A1-boxing");
  static final RuleId COPY = new RuleId("A1-copy");
  static final RuleId NEVER_RELEASED = new RuleId("A2-never-released");
  static final RuleId PER_CALL = new RuleId("A2-per-call");
  static final RuleId NEVER_HIT = new RuleId("A2-never-hit");
  static final RuleId OVERSIZED = new RuleId("A2-oversized");
  static final RuleId MISSES = new RuleId("A2-misses");
  static final RuleId STRUCTURE = new RuleId("A2-structure");
  static final RuleId BOXED = new RuleId("A2-boxed");
  static final RuleId NO_FACTORY = new RuleId("A2-no-factory");
  static final RuleId NEVER_PUT = new RuleId("A4-never-put");
  static final RuleId PUT_TWICE = new RuleId("A4-put-twice");
  static final RuleId PUT_BY_OTHER = new RuleId("A4-put-by-other");
  static final RuleId WRITE_AFTER_PUT = new RuleId("A4-write-after-put");
  static final RuleId DIRTY = new RuleId("A4-dirty");
  static final RuleId MIXED_TYPES = new RuleId("A4-mixed-types");
  static final RuleId COLD_WINDOW = new RuleId("A5-cold-window");
  static final RuleId WAIT_ALERT = new RuleId("A3-wait");
  static final RuleId LOCK_CONVOY = new RuleId("A3-lock-convoy");
  static final RuleId REUSE_ALERT = new RuleId("A3-reuse");
  static final RuleId KEPT = new RuleId("A4-kept");
  static final RuleId FRAGMENTATION = new RuleId("A8-fragmentation");
  static final RuleId LEAK = new RuleId("A9-leak");
  static final RuleId CONNECTIONS = new RuleId("A9-connections");
  static final RuleId DESCRIPTORS = new RuleId("A9-descriptors");
  static final RuleId CROWD = new RuleId("A9-crowd");
  static final RuleId SATURATION = new RuleId("A9-saturation");
  static final RuleId OLD_OBJECTS = new RuleId("A9-old-objects");
  static final RuleId SMALL_ALLOCATIONS = new RuleId("A10-small-allocations");
  static final RuleId GC_PAUSE = new RuleId("A10-gc-pause");
  static final RuleId GC_RATE = new RuleId("A10-gc-rate");
  static final RuleId RUNNABLE = new RuleId("A10-runnable");
  static final RuleId ALLOCATION_BRANCH = new RuleId("A10-allocation-branch");
  static final RuleId UNOPTIMISED = new RuleId("A10-unoptimised");

  private Rules() {}

  /** Every rule, for the tests that hold each to a page. */
  static List<RuleId> all() {
    return List.of(
        GROWTH,
        BOXING,
        COPY,
        NEVER_RELEASED,
        PER_CALL,
        NEVER_HIT,
        OVERSIZED,
        MISSES,
        STRUCTURE,
        BOXED,
        NO_FACTORY,
        NEVER_PUT,
        PUT_TWICE,
        PUT_BY_OTHER,
        WRITE_AFTER_PUT,
        DIRTY,
        MIXED_TYPES,
        COLD_WINDOW,
        WAIT_ALERT,
        LOCK_CONVOY,
        REUSE_ALERT,
        KEPT,
        FRAGMENTATION,
        LEAK,
        CONNECTIONS,
        DESCRIPTORS,
        CROWD,
        SATURATION,
        OLD_OBJECTS,
        SMALL_ALLOCATIONS,
        GC_PAUSE,
        GC_RATE,
        RUNNABLE,
        ALLOCATION_BRANCH,
        UNOPTIMISED);
  }
}
