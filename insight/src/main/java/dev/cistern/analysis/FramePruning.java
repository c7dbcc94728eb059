package dev.cistern.analysis;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cistern.model.Profile;
import dev.cistern.model.Stacks;
import java.util.List;
import java.util.Optional;

/**
 * Leaves out what a profile itself calls uninteresting: from the root on, the first function that
 * {@code dropFrames} names after one that it does not, and all it calls.
 *
 * <p>The expressions come out of a file, so they are RE2's, whose time is linear; and what they may
 * cost together is bounded, past which nothing is left out. One that does not compile is as none,
 * as in {@code go tool pprof}.
 */
final class FramePruning {
  private static final int EXPRESSION_MAX = 1 << 12;
  private static final int DEPTH_MAX = 200;
  private static final int REPEATS_MAX = 1000;
  private static final long STEPS_MAX = 1_000_000_000;
  private static final List<String> RESERVED = List.of("(anonymous namespace)", "operator()");

  private final Stacks stacks;
  private final boolean[] dropped; // by frame

  private FramePruning(Stacks stacks, boolean[] dropped) {
    this.stacks = stacks;
    this.dropped = dropped;
  }

  /** The pruning a profile asks for, if it asks for any that can be done. */
  static Optional<FramePruning> of(Profile profile) {
    Optional<Pattern> drop = compile(profile.header().dropFrames());
    if (drop.isEmpty()) {
      return Optional.empty();
    }
    Optional<Pattern> keep = compile(profile.header().keepFrames());
    if (keep.isEmpty() && !profile.header().keepFrames().isEmpty()) {
      return Optional.empty();
    }
    Stacks stacks = profile.stacks();
    long cost = steps(profile.header().dropFrames()) + steps(profile.header().keepFrames());
    byte[] byName = new byte[stacks.strings().size()]; // 0 not asked, 1 keep, 2 drop
    boolean[] dropped = new boolean[stacks.frameCount()];
    boolean any = false;
    long steps = 0;
    for (int frame = 0; frame < dropped.length; frame++) {
      int name = stacks.functionId(frame);
      if (name == 0) {
        continue;
      }
      if (byName[name] == 0) {
        steps += cost * (1 + stacks.strings().lengthBytes(name));
        if (steps > STEPS_MAX) {
          return Optional.empty();
        }
        String function = withoutParameters(stacks.function(frame));
        boolean drops =
            drop.get().matches(function) && keep.filter(k -> k.matches(function)).isEmpty();
        byName[name] = (byte) (drops ? 2 : 1);
      }
      dropped[frame] = byName[name] == 2;
      any |= dropped[frame];
    }
    return any ? Optional.of(new FramePruning(stacks, dropped)) : Optional.empty();
  }

  /** What one character of a name may cost: the expression's states. */
  private static long steps(String expression) {
    return expression.length() * repeats(expression);
  }

  private static Optional<Pattern> compile(String expression) {
    if (expression.isEmpty() || expression.length() > EXPRESSION_MAX || !isHarmless(expression)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Pattern.compile(expression));
    } catch (PatternSyntaxException e) {
      return Optional.empty();
    }
  }

  /** Whether it neither nests so deep nor repeats so often that compiling it would not end. */
  private static boolean isHarmless(String expression) {
    int depth = 0;
    for (int i = 0; i < expression.length(); i++) {
      if (expression.charAt(i) == '(' && ++depth > DEPTH_MAX) {
        return false;
      }
    }
    return repeats(expression) <= REPEATS_MAX;
  }

  /** The product of all counted repetitions, as if each stood inside the others. */
  private static long repeats(String expression) {
    long product = 1;
    long number = 0;
    long largest = 0;
    boolean counting = false;
    for (int i = 0; i < expression.length() && product <= REPEATS_MAX; i++) {
      char c = expression.charAt(i);
      if (c == '{') {
        counting = true;
        number = 0;
        largest = 1;
      } else if (counting && c >= '0' && c <= '9') {
        number = Math.min(number * 10 + c - '0', REPEATS_MAX + 1);
        largest = Math.max(largest, number);
      } else if (counting && c == ',') {
        number = 0;
      } else if (counting) {
        product *= c == '}' ? largest : 1;
        counting = false;
      }
    }
    return product;
  }

  /** The name up to its parameters, which the expressions do not know. */
  static String withoutParameters(String function) {
    String name = function.startsWith(".") ? function.substring(1) : function;
    int at = name.indexOf('(');
    while (at >= 0) {
      int after = afterReserved(name, at);
      if (after < 0) {
        return name.substring(0, at);
      }
      at = name.indexOf('(', after);
    }
    return name;
  }

  /** The end of the reserved name whose bracket stands at {@code bracket}, or −1. */
  private static int afterReserved(String name, int bracket) {
    for (String reserved : RESERVED) {
      int from = bracket - reserved.indexOf('(');
      if (from >= 0 && name.startsWith(reserved, from)) {
        return from + reserved.length();
      }
    }
    return -1;
  }

  /** What is left of a stack, leaf first, in {@code into}; returns how many frames that are. */
  int prune(int stack, int[] into) {
    int depth = stacks.depth(stack);
    int kept = 0; // from the root on, for now
    boolean foundUser = false;
    for (int outer = depth - 1; outer >= 0; ) {
      int inner = outer; // one location: a function and the calls inlined into it
      while (inner > 0 && stacks.inlined(stacks.frameAt(stack, inner - 1))) {
        inner--;
      }
      int match = outer;
      while (match >= inner && !dropped[stacks.frameAt(stack, match)]) {
        match--;
      }
      boolean matches = match >= inner;
      if (matches && match == outer && foundUser) {
        break;
      }
      int last = matches && match < outer ? match + 1 : inner;
      for (int i = outer; i >= last; i--) {
        into[kept++] = stacks.frameAt(stack, i);
      }
      if (matches && foundUser) {
        break;
      }
      foundUser |= !matches;
      outer = inner - 1;
    }
    for (int i = 0, j = kept - 1; i < j; i++, j--) {
      int swapped = into[i];
      into[i] = into[j];
      into[j] = swapped;
    }
    return kept;
  }
}
