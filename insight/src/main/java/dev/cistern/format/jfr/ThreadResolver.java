package dev.cistern.format.jfr;

import dev.cistern.model.Labels;
import java.util.Arrays;
import java.util.Optional;

/** Turns a chunk's threads into the model's tasks, system threads and label sets, each once. */
final class ThreadResolver {
  private static final int OS_ID = 0;
  private static final int JAVA_ID = 1;
  private static final int JAVA_NAME = 2;
  private static final int OS_NAME = 3;

  private final Resolver resolver;
  private final Labels labels;
  private final int key;
  private final Optional<Struct> threads;

  private boolean[] known = new boolean[0];
  private long[] tasks = new long[0];
  private long[] osThreads = new long[0];
  private int[] labelSets = new int[0];

  ThreadResolver(Resolver resolver, Labels labels) {
    this.resolver = resolver;
    this.labels = labels;
    key = resolver.strings().intern("thread");
    threads =
        resolver.struct("java.lang.Thread", "osThreadId", "javaThreadId", "javaName", "osName");
  }

  /** The slot of a thread, for the other questions; −1 where there is none. */
  int find(long threadKey) {
    if (threads.isEmpty()) {
      return -1;
    }
    Struct struct = threads.get();
    int slot = struct.pool().find(threadKey);
    if (slot < 0 || (slot < known.length && known[slot])) {
      return slot;
    }
    return read(struct, slot) ? slot : -1;
  }

  private boolean read(Struct struct, int slot) {
    if (!struct.read(slot)) {
      return false;
    }
    if (slot >= known.length) {
      int size = struct.pool().size();
      known = Arrays.copyOf(known, size);
      tasks = Arrays.copyOf(tasks, size);
      osThreads = Arrays.copyOf(osThreads, size);
      labelSets = Arrays.copyOf(labelSets, size);
    }
    known[slot] = true;
    osThreads[slot] = struct.get(OS_ID);
    tasks[slot] = struct.get(JAVA_ID) > 0 ? struct.get(JAVA_ID) : -osThreads[slot];
    int name = resolver.text(struct.step(JAVA_NAME), struct.get(JAVA_NAME));
    if (name == 0) {
      name = resolver.text(struct.step(OS_NAME), struct.get(OS_NAME));
    }
    if (name != 0) {
      labels.add(key, name, 0, 0);
      labelSets[slot] = labels.end();
    }
    return true;
  }

  /** The Java thread's id, else the system's id as a negative. */
  long task(int slot) {
    return slot < 0 ? 0 : tasks[slot];
  }

  /** The operating system's id. */
  long osThread(int slot) {
    return slot < 0 ? 0 : osThreads[slot];
  }

  /** The label set with the thread's name. */
  int labels(int slot) {
    return slot < 0 ? 0 : labelSets[slot];
  }
}
