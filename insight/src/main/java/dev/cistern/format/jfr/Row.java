package dev.cistern.format.jfr;

import dev.cistern.model.EventKind;
import dev.cistern.model.EventRow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A line of {@link EventTable}: what an event type becomes, and which of its leaves feeds which
 * column. Alternatives are parted by {@code |}.
 */
final class Row {
  /** Finishes what plain columns cannot say. */
  @FunctionalInterface
  interface Finish {
    /** Fills what is missing; false drops the event. */
    boolean finish(Fields from, EventRow into);
  }

  private final String event;
  private final EventKind kind;
  private final List<String> leaves;
  private final Finish finish;

  private Row(String event, EventKind kind, List<String> leaves, Finish finish) {
    this.event = event;
    this.kind = kind;
    this.leaves = leaves;
    this.finish = finish;
  }

  static Row of(String event, EventKind kind) {
    List<String> leaves = new ArrayList<>(Collections.nCopies(Fields.COUNT, ""));
    leaves.set(Fields.START, "startTime");
    leaves.set(Fields.DURATION, "duration");
    leaves.set(Fields.THREAD, "sampledThread|eventThread");
    leaves.set(Fields.STACK, "stackTrace");
    return new Row(event, kind, leaves, (_, _) -> true);
  }

  private Row with(int leaf, String name) {
    List<String> changed = new ArrayList<>(leaves);
    changed.set(leaf, name);
    return new Row(event, kind, changed, finish);
  }

  Row thread(String name) {
    return with(Fields.THREAD, name);
  }

  Row value(String name) {
    return with(Fields.VALUE, name);
  }

  Row text(String name) {
    return with(Fields.TEXT, name);
  }

  Row object(String name) {
    return with(Fields.OBJECT, name);
  }

  Row pool(String name) {
    return with(Fields.POOL, name);
  }

  /** Leaves for {@link Finish}, from {@link Fields#ALSO} on. */
  Row also(String... names) {
    Row row = this;
    for (int i = 0; i < names.length; i++) {
      row = row.with(Fields.ALSO + i, names[i]);
    }
    return row;
  }

  Row then(Finish last) {
    return new Row(event, kind, leaves, last);
  }

  String event() {
    return event;
  }

  EventKind kind() {
    return kind;
  }

  List<String> leaves() {
    return leaves;
  }

  /** The leaves of one who sums values and asks for nothing else. */
  List<String> valueLeaves() {
    List<String> only = new ArrayList<>(Collections.nCopies(Fields.COUNT, ""));
    only.set(Fields.START, leaves.get(Fields.START));
    only.set(Fields.VALUE, leaves.get(Fields.VALUE));
    return only;
  }

  Finish finish() {
    return finish;
  }
}
