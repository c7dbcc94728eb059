package dev.cistern.model;

/**
 * The cursor over a timeline's events; its columns change with the next event, so take what you
 * need. {@link EventKind} says what each column means for a kind.
 *
 * <p>Texts and types are numbers of the timeline's {@link Strings}, stacks of its {@link Stacks},
 * label sets of its {@link Labels}; 0 is none.
 */
public interface Event {
  EventKind kind();

  /** When it began, in nanoseconds of the timeline's {@link Clock}. */
  long timeNanos();

  /** How long it took, 0 for an instant. */
  long durationNanos();

  /** When it ended: events come in this order. */
  default long endNanos() {
    return timeNanos() + durationNanos();
  }

  /** The goroutine, virtual thread or platform thread; 0 where it is not known. */
  long task();

  /** The operating system's or runtime's number of the thread; 0 where it is not known. */
  long thread();

  /** Go's P, −1 elsewhere. */
  int proc();

  int stack();

  /** Which pool: an address or another number that stays the same in this timeline. */
  long pool();

  /** Which object: an address or another number that stays the same in this timeline. */
  long object();

  /** Bytes, nanoseconds or a count, by kind. */
  long value();

  /** A string's number: reason, class, region or message, by kind. */
  int text();

  int labels();

  /** The string number of the event's name in its own format, such as {@code jdk.ThreadPark}. */
  int type();

  /** The string number of the pooled object's class or type, 0 where it is not known. */
  default int objectClass() {
    return 0;
  }
}
