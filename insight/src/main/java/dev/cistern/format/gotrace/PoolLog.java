package dev.cistern.format.gotrace;

import dev.cistern.model.EventKind;
import dev.cistern.model.PoolEventName;
import dev.cistern.model.PoolStage;
import dev.cistern.model.Stacks;
import dev.cistern.model.Strings;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * What a build overlay logs of {@code sync.Pool}: each Get with its stage, each Put, and digests of
 * contents.
 *
 * <p>The log's category is {@code c} (or {@code r} of a race-detector build), the sampling shift as
 * a letter (small where the object is a value in a box), a letter for what happened, a letter for
 * the size, the pool's address in 16 digits and the object's type; the log's task is the object's
 * address, or the digest and length of its content.
 */
final class PoolLog {
  private static final int TYPE_AT = 20;
  private static final String HELPERS = "sync.cistern";

  /** What a category says. */
  private record Note(EventKind kind, int name, int text, long bytes, long pool, int type) {}

  private static final Note FOREIGN = new Note(EventKind.LOG, 0, 0, 0, 0, 0);

  private final Emitter out;
  private final Tables tables;
  private final Strings strings;
  private Note[] notes = new Note[1024]; // by the category's string number
  private final Map<Long, Integer> contents = new HashMap<>();
  private final int made;
  private final int put;
  private int[] callers = new int[1024]; // stack without our helpers, plus one, by stack

  PoolLog(Emitter out, Tables tables) {
    this.out = out;
    this.tables = tables;
    this.strings = tables.strings();
    this.made = strings.intern(PoolStage.MADE.text());
    this.put = strings.intern("put");
  }

  /** Tells of a pool if the log does; false if it is the program's own. */
  boolean tell(Cursor event, Machine machine, long now) {
    Note note = note(tables.string(event.arg(1)));
    if (note == FOREIGN) {
      return false;
    }
    if (!out.wants(note.kind())) {
      return true;
    }
    Task task = machine.task;
    long object = event.arg(0);
    int text = note.text();
    if (note.kind() == EventKind.POOL_CONTENT) {
      if (task == null || task.poolObject == 0) {
        return true; // begins between an operation and its digest
      }
      object = task.poolObject;
      text = contentText(text, task.poolStep);
    } else if (task != null) {
      task.poolObject = object;
      task.poolStep = note.text();
    }
    out.startNamed(note.kind(), note.name(), now)
        .task(task == null ? 0 : task.id)
        .thread(machine.id)
        .proc(machine.procId())
        .stack(caller(tables.stack(event.arg(3))))
        .pool(note.pool())
        .object(object)
        .value(note.kind() == EventKind.POOL_CONTENT ? event.arg(0) : note.bytes())
        .text(text)
        .labels(task == null ? 0 : task.labels)
        .objectClass(note.type());
    out.end(now);
    return true;
  }

  /** What was looked at and when: {@code buffer new}, {@code buffer got}, {@code flat put} …. */
  private int contentText(int what, int step) {
    String when = step == made ? "new" : step == put ? "put" : "got";
    return contents.computeIfAbsent(
        (long) what << 32 | step, _ -> strings.intern(strings.get(what) + " " + when));
  }

  private Note note(int category) {
    if (category >= notes.length) {
      notes = Arrays.copyOf(notes, Math.max(category + 1, notes.length * 2));
    }
    Note note = notes[category];
    if (note == null) {
      note = parse(strings.get(category));
      notes[category] = note;
    }
    return note;
  }

  private Note parse(String text) {
    if (text.length() < TYPE_AT || (text.charAt(0) != 'c' && text.charAt(0) != 'r')) {
      return FOREIGN;
    }
    char rate = text.charAt(1);
    boolean boxed = rate >= 'a' && rate <= 'q';
    int shift = boxed ? rate - 'a' : rate - 'A';
    int size = text.charAt(3) - '@';
    String address = text.substring(4, TYPE_AT);
    String what = words(text.charAt(2));
    if (shift < 0
        || shift > 16
        || size < 0
        || size > 62
        || what.isEmpty()
        || !address.chars().allMatch(c -> Character.digit(c, 16) >= 0)) {
      return FOREIGN;
    }
    String name = new PoolEventName(text.charAt(0) == 'r', boxed, shift).text();
    return new Note(
        kind(text.charAt(2)),
        strings.intern(name),
        strings.intern(what),
        size == 0 ? 0 : 1L << (size - 1),
        Long.parseUnsignedLong(address, 16),
        strings.intern(text.substring(TYPE_AT)));
  }

  private static EventKind kind(char letter) {
    return switch (letter) {
      case 'P' -> EventKind.POOL_RELEASE;
      case 'd' -> EventKind.POOL_DROP;
      case 'B', 'F' -> EventKind.POOL_CONTENT;
      default -> EventKind.POOL_ACQUIRE;
    };
  }

  /** The event's text; empty where the letter is none of ours. */
  private static String words(char letter) {
    return switch (letter) {
      case 'p' -> PoolStage.OWN_SLOT.text();
      case 'q' -> PoolStage.OWN_QUEUE.text();
      case 's' -> PoolStage.STOLEN.text();
      case 'v', 'w' -> PoolStage.VICTIM.text();
      case 'N' -> PoolStage.MADE.text();
      case 'n' -> PoolStage.NONE.text();
      case 'P' -> "put";
      case 'd' -> "race detector";
      case 'B' -> "buffer";
      case 'F' -> "flat";
      default -> "";
    };
  }

  /** The stack from Get or Put on, without the functions that the overlay adds. */
  private int caller(int stack) {
    if (stack >= callers.length) {
      callers = Arrays.copyOf(callers, Math.max(stack + 1, callers.length * 2));
    }
    if (callers[stack] == 0) {
      Stacks stacks = tables.stacks();
      int depth = stacks.depth(stack);
      int from = 0;
      while (from < depth && stacks.function(stacks.frameAt(stack, from)).startsWith(HELPERS)) {
        from++;
      }
      int[] frames = new int[depth];
      for (int i = 0; i < depth; i++) {
        frames[i] = stacks.frameAt(stack, i);
      }
      callers[stack] = (from == 0 ? stack : stacks.stack(frames, from, depth)) + 1;
    }
    return callers[stack] - 1;
  }
}
