package dev.cistern.format.threaddump;

import dev.cistern.format.DamageLog;
import dev.cistern.format.pprof.Budget;
import dev.cistern.model.Labels;
import dev.cistern.model.Language;
import dev.cistern.model.Place;
import dev.cistern.model.Profile;
import dev.cistern.model.RuntimeState;
import dev.cistern.model.RuntimeState.TaskGroup;
import dev.cistern.model.SampleType;
import dev.cistern.model.Stacks;
import dev.cistern.model.Strings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Collects threads; those in the same state at the same stack of the same pool become one group. A
 * pool is told by the name without its numbers: {@code http-#-exec-#}.
 */
final class Threads {
  private static final SampleType THREAD = new SampleType("thread", "count");
  private static final int GROUP_BYTES = 400;
  private static final int FRAME_BYTES = 100;
  private static final int PROPERTIES_MAX = 32;

  private record Key(String state, int stack, String createdBy, String pool) {}

  private final Budget budget;
  private final DamageLog log;
  private final Strings strings = new Strings();
  private final Stacks stacks = new Stacks(strings);
  private final Map<String, String> properties = new LinkedHashMap<>();
  private final Map<Key, Long> groups = new LinkedHashMap<>();
  private int[] frames = new int[64];
  private int frameCount;
  private long count;

  Threads(Budget budget, DamageLog log) {
    this.budget = budget;
    this.log = log;
  }

  /** Forgets the open stack. */
  void begin() {
    frameCount = 0;
  }

  void frame(String text, long offset) {
    if (frameCount == Budget.STACK_FRAMES_MAX || !budget.take(FRAME_BYTES + 6L * text.length())) {
      log.add(offset, "frames that fit into the heap", "more");
      return;
    }
    if (frameCount == frames.length) {
      frames = Arrays.copyOf(frames, frameCount * 2);
    }
    frames[frameCount++] = JavaFrame.of(text).addTo(stacks);
  }

  /** Adds a thread with the open stack. */
  void add(String name, String state, String createdBy, long offset) {
    Key key = new Key(state, stacks.stack(frames, frameCount), createdBy, pool(name));
    Long known = groups.get(key);
    if (known == null && !budget.take(GROUP_BYTES + 3L * name.length())) {
      log.add(offset, "threads that fit into the heap", "more");
      return;
    }
    groups.put(key, known == null ? 1 : known + 1);
    count++;
  }

  private static String pool(String name) {
    StringBuilder out = new StringBuilder(name.length());
    boolean digits = false;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean digit = c >= '0' && c <= '9';
      if (!digit) {
        out.append(c);
      } else if (!digits) {
        out.append('#');
      }
      digits = digit;
    }
    return out.toString();
  }

  /** Begins another dump of the same file; what was collected is left out. */
  void restart() {
    groups.clear();
    count = 0;
  }

  void property(String key, String value) {
    if (properties.size() < PROPERTIES_MAX && value.length() < 200) {
      properties.put(key, value);
    }
  }

  long count() {
    return count;
  }

  String property(String key) {
    return properties.getOrDefault(key, "");
  }

  RuntimeState state() {
    List<TaskGroup> tasks = new ArrayList<>();
    groups.forEach((key, times) ->
        tasks.add(
            new TaskGroup(
                key.state(), times, 0, key.stack(), key.createdBy(), Place.UNKNOWN, key.pool())));
    return new RuntimeState(
        Language.JVM,
        Optional.empty(),
        List.of(),
        List.of(),
        List.copyOf(tasks),
        stacks,
        Map.copyOf(properties));
  }

  /** The same as counts, with state and pool as labels; {@code timeNanos} since the epoch. */
  Profile profile(long timeNanos) {
    Labels labels = new Labels(strings);
    int state = strings.intern("state");
    int pool = strings.intern("pool");
    Profile.Builder builder = new Profile.Builder(List.of(THREAD), stacks, labels, groups.size());
    groups.forEach((key, times) -> {
      labels.add(state, strings.intern(key.state()), 0, 0);
      labels.add(pool, strings.intern(key.pool()), 0, 0);
      builder.add(key.stack(), labels.end(), times);
    });
    return builder
        .header(new Profile.Header(timeNanos, 0, Optional.of(THREAD), 1, "", "", "", List.of()))
        .build();
  }
}
