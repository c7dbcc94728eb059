package dev.cistern.bench;

/**
 * How much a run measures.
 *
 * @param small whether on small inputs only, for a look that is written nowhere
 */
record RunSize(int rounds, boolean small) {
  private static final int ROUNDS = 5;

  /** Reads {@code --rounds N} and {@code --small} from an argument on. */
  static RunSize of(String[] arguments, int from) {
    int rounds = ROUNDS;
    boolean small = false;
    for (int i = from; i < arguments.length; i++) {
      if (arguments[i].equals("--small")) {
        small = true;
      } else if (arguments[i].equals("--rounds") && i + 1 < arguments.length) {
        rounds = Integer.parseInt(arguments[++i]);
      } else {
        throw new IllegalArgumentException("wanted --rounds N or --small, found " + arguments[i]);
      }
    }
    return new RunSize(rounds, small);
  }
}
