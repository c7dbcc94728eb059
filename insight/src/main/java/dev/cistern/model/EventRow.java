package dev.cistern.model;

/** The one event that a reader fills again and again; visitors see it as {@link Event}. */
public final class EventRow implements Event {
  private EventKind kind = EventKind.LOG;
  private long timeNanos;
  private long durationNanos;
  private long task;
  private long thread;
  private int proc;
  private int stack;
  private long pool;
  private long object;
  private long value;
  private int text;
  private int labels;
  private int type;
  private int objectClass;

  /** Begins a new event: every other column is back at its default. */
  public EventRow start(EventKind newKind, int newType, long newTimeNanos) {
    kind = newKind;
    type = newType;
    timeNanos = newTimeNanos;
    durationNanos = 0;
    task = 0;
    thread = 0;
    proc = -1;
    stack = 0;
    pool = 0;
    object = 0;
    value = 0;
    text = 0;
    labels = 0;
    objectClass = 0;
    return this;
  }

  /** Moves the begin of an event that began before its record says so, such as a held object's. */
  public EventRow timeNanos(long newTimeNanos) {
    timeNanos = newTimeNanos;
    return this;
  }

  public EventRow durationNanos(long newDurationNanos) {
    durationNanos = newDurationNanos;
    return this;
  }

  public EventRow task(long newTask) {
    task = newTask;
    return this;
  }

  public EventRow thread(long newThread) {
    thread = newThread;
    return this;
  }

  public EventRow proc(int newProc) {
    proc = newProc;
    return this;
  }

  public EventRow stack(int newStack) {
    stack = newStack;
    return this;
  }

  public EventRow pool(long newPool) {
    pool = newPool;
    return this;
  }

  public EventRow object(long newObject) {
    object = newObject;
    return this;
  }

  public EventRow value(long newValue) {
    value = newValue;
    return this;
  }

  public EventRow text(int newText) {
    text = newText;
    return this;
  }

  public EventRow labels(int newLabels) {
    labels = newLabels;
    return this;
  }

  public EventRow objectClass(int newObjectClass) {
    objectClass = newObjectClass;
    return this;
  }

  @Override
  public EventKind kind() {
    return kind;
  }

  @Override
  public long timeNanos() {
    return timeNanos;
  }

  @Override
  public long durationNanos() {
    return durationNanos;
  }

  @Override
  public long task() {
    return task;
  }

  @Override
  public long thread() {
    return thread;
  }

  @Override
  public int proc() {
    return proc;
  }

  @Override
  public int stack() {
    return stack;
  }

  @Override
  public long pool() {
    return pool;
  }

  @Override
  public long object() {
    return object;
  }

  @Override
  public long value() {
    return value;
  }

  @Override
  public int text() {
    return text;
  }

  @Override
  public int labels() {
    return labels;
  }

  @Override
  public int type() {
    return type;
  }

  @Override
  public int objectClass() {
    return objectClass;
  }
}
