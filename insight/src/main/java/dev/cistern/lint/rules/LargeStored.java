package dev.cistern.lint.rules;

import dev.cistern.lint.ir.Func;
import dev.cistern.lint.ir.Op;
import dev.cistern.lint.ir.Shape;
import dev.cistern.lint.ir.TypeName;
import dev.cistern.model.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** POOL-09: a large struct is stored by value in a container of interfaces. */
final class LargeStored extends Rule {
  private static final Pattern STORES =
      Pattern.compile(
          "sync\\.\\(\\*Map\\)\\.(Store|LoadOrStore|Swap)|sync/atomic\\.\\(\\*Value\\)\\.Store");

  /** From here on a copy costs more than the entry that holds it. */
  private static final long LARGE_BYTES = 256;

  LargeStored() {
    super("POOL-09");
  }

  @Override
  public List<Found> check(Seen seen) {
    List<Found> found = new ArrayList<>();
    for (Func func : seen.funcs(seen.glanced())) {
      PoolUseRules.each(
          func,
          (_, op) -> {
            if (op instanceof Op.Call call && STORES.matcher(Looked.calledName(op)).matches()) {
              TypeName type = call.argTypes().getLast();
              long bytes = bytes(seen, type);
              if (bytes >= LARGE_BYTES) {
                found.add(one(func, call.at(), type, bytes));
              }
            }
          });
    }
    return found;
  }

  private static long bytes(Seen seen, TypeName type) {
    return type.shape() == Shape.STRUCT
        ? seen.layout(type.name()).map(Layout::bytes).orElse(0L)
        : 0;
  }

  private Found one(Func func, int at, TypeName type, long bytes) {
    return Looked.found(
        id(),
        Severity.LOW,
        "a %s of %d bytes is stored by value".formatted(type.shortName(), bytes),
        "The container holds interfaces: each store copies the whole struct to the heap, and each"
            + " load copies it back.",
        "Store a pointer: *" + type.shortName() + ".",
        func,
        at);
  }
}
