package dev.cistern.analysis;

import dev.cistern.model.Event;
import dev.cistern.model.EventKind;
import dev.cistern.model.EventVisitor;
import dev.cistern.model.Language;
import dev.cistern.model.TaskStates;
import dev.cistern.model.Timeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Counts the goroutines in each state over time, in bounded space. */
final class StateHistory implements EventVisitor {
  private static final int POINTS = 120;
  private static final int REASONS_MAX = 64;
  private static final int REASONS_SHOWN = 6;
  private static final String WAITING = "waiting: ";

  private final Timeline timeline;
  private final Load running = new Load();
  private final Load runnable = new Load();
  private final Load inSyscall = new Load();
  private final Map<Integer, Load> waiting = new HashMap<>();
  private final Load rest = new Load();

  StateHistory(Timeline timeline) {
    this.timeline = timeline;
  }

  @Override
  public Set<EventKind> kinds() {
    return timeline.language() == Language.GO
        ? EnumSet.of(
            EventKind.TASK_RUNNING,
            EventKind.TASK_RUNNABLE,
            EventKind.TASK_IN_SYSCALL,
            EventKind.TASK_WAITING)
        : EnumSet.noneOf(EventKind.class);
  }

  @Override
  public boolean needsOrder() {
    return false;
  }

  @Override
  public void event(Event event) {
    Load load =
        switch (event.kind()) {
          case TASK_RUNNING -> running;
          case TASK_RUNNABLE -> runnable;
          case TASK_IN_SYSCALL -> inSyscall;
          default -> waiting(event.text());
        };
    load.add(event.timeNanos(), event.endNanos());
  }

  private Load waiting(int reason) {
    Load known = waiting.get(reason);
    if (known != null) {
      return known;
    }
    return waiting.size() == REASONS_MAX ? rest : waiting.computeIfAbsent(reason, _ -> new Load());
  }

  /** What was seen; empty where no goroutine's state was told. */
  Optional<TaskStates> result(String source, long endNanos) {
    List<TaskStates.Row> rows = new ArrayList<>();
    add("running", running, endNanos, rows);
    add("runnable", runnable, endNanos, rows);
    add("in a system call", inSyscall, endNanos, rows);
    List<Map.Entry<Integer, Load>> reasons =
        waiting.entrySet().stream()
            .sorted(
                Comparator.comparingDouble(
                        (Map.Entry<Integer, Load> one) -> one.getValue().sumNanos())
                    .reversed())
            .toList();
    for (Map.Entry<Integer, Load> one : reasons.stream().limit(REASONS_SHOWN).toList()) {
      String reason = timeline.strings().get(one.getKey());
      add(WAITING + (reason.isEmpty() ? "no reason told" : reason), one.getValue(), endNanos, rows);
    }
    reasons.stream().skip(REASONS_SHOWN).forEach(one -> rest.add(one.getValue()));
    add(WAITING + "other reasons", rest, endNanos, rows);
    return rows.isEmpty() || endNanos <= 0
        ? Optional.empty()
        : Optional.of(new TaskStates(source, endNanos, rows));
  }

  private static void add(String state, Load load, long endNanos, List<TaskStates.Row> rows) {
    if (load.sumNanos() > 0) {
      rows.add(new TaskStates.Row(state, load.means(endNanos, POINTS)));
    }
  }
}
