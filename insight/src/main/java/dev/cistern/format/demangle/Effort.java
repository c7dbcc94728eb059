package dev.cistern.format.demangle;

/**
 * The work one symbol may cause. Substitutions let a name of a hundred letters spell one of
 * gigabytes, so steps are counted by the symbol's length and nesting by the thread's stack.
 */
final class Effort {
  private static final int DEPTH_MAX = 256;
  private static final int STEPS_MIN = 2048;
  private static final int STEPS_PER_LETTER = 16; // real names take less than 8

  private int stepsLeft;
  private int depth;

  Effort(int symbolLength) {
    stepsLeft = STEPS_MIN + STEPS_PER_LETTER * symbolLength;
  }

  /** One step of work at this depth. */
  void step() throws Malformed {
    if (stepsLeft-- <= 0) {
      throw new Malformed("a name that takes less work");
    }
  }

  void deeper() throws Malformed {
    step();
    if (++depth > DEPTH_MAX) {
      throw new Malformed("less nesting");
    }
  }

  void shallower() {
    depth--;
  }

  int depth() {
    return depth;
  }

  /** Takes back the depth where a failed attempt began. */
  void rise(int earlier) {
    depth = earlier;
  }
}
