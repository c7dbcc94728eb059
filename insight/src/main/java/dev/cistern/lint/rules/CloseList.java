package dev.cistern.lint.rules;

import dev.cistern.lint.flow.Event;
import dev.cistern.lint.ir.Block;
import dev.cistern.lint.ir.Exit;
import dev.cistern.lint.ir.Func;
import dev.cistern.lint.ir.Op;
import dev.cistern.model.Severity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * POOL-06: a Close that gives back each element of its receiver's list, and leaves the list there.
 *
 * <p>Only a Close that asks nothing and sets nothing of its receiver is told.
 */
final class CloseList extends Rule {
  CloseList() {
    super("POOL-06");
  }

  @Override
  public List<Found> check(Seen seen) {
    List<Found> found = new ArrayList<>();
    for (String function : seen.functions()) {
      Func func = function.endsWith(").Close") ? seen.func(function) : null;
      if (func != null
          && func.code().params().size() == 1
          && func.code().results().size() == 1
          && func.code().blocks().stream().noneMatch(CloseList::asks)) {
        event(seen, func).ifPresent(event -> found.add(fault(event)));
      }
    }
    return found;
  }

  private static boolean asks(Block block) {
    return block.exit() instanceof Exit.Branch;
  }

  /** The give-back of a list's elements; none where the function sets or empties something. */
  private static Optional<Event> event(Seen seen, Func func) {
    int receiver = func.code().params().getFirst();
    Set<Integer> lists = new HashSet<>();
    Set<Integer> elements = new HashSet<>(); // of these lists
    Set<Integer> given = new HashSet<>();
    for (Block block : func.code().blocks()) {
      for (Op op : block.ops()) {
        switch (op) {
          case Op.Load load when load.base() == receiver -> lists.add(load.dst());
          case Op.Next next when lists.contains(next.over()) -> elements.add(next.value());
          case Op.Copy copy when elements.contains(copy.src()) -> elements.add(copy.dst());
          case Op.Call call -> {
            if (call.args().contains(receiver)) {
              return Optional.empty();
            }
            if (call.args().stream().anyMatch(elements::contains)) {
              given.add(call.at());
            }
          }
          case Op.Store _ -> {
            return Optional.empty();
          }
          default -> {}
        }
      }
    }
    return seen.events(func.name()).stream()
        .filter(Event::isRelease)
        .filter(e -> given.contains(e.at()))
        .findFirst();
  }

  private Found fault(Event event) {
    return found(
        event,
        Severity.LOW,
        "Close gives back all of a list to " + pool(event.pool()) + " each time it is called",
        "Closers are closed twice (a defer and an error path): the pool then has each of them twice.",
        "Set the list to nil behind the loop.");
  }
}
