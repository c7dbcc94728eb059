package dev.cistern.pool.internal;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.function.Supplier;
import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.EventType;
import jdk.jfr.FlightRecorder;
import jdk.jfr.FlightRecorderListener;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Recording;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/**
 * The flight recorder's events. All are off unless a recording asks for them; an enclosing
 * contextual event of the user's own labels them.
 *
 * <p>The hit path does not look whether somebody records: a listener tells when a recording starts
 * or stops, and the pool leaves the hit path while one wants its events.
 */
final class JfrEvents implements Events {
  private static final List<EventType> TYPES =
      List.of(
          EventType.getEventType(Acquire.class),
          EventType.getEventType(Release.class),
          EventType.getEventType(Miss.class),
          EventType.getEventType(Drop.class),
          EventType.getEventType(Trim.class));

  private final String pool;
  private final Throttle throttle;
  private final @Nullable Supplier<String> label;
  private final @Nullable FlightRecorderListener listener;

  JfrEvents(Settings<?> pool, @Nullable FlightRecorderListener listener) {
    this.pool = pool.name();
    this.throttle = new Throttle(pool.eventsPerSecondMax(), System.nanoTime());
    this.label = pool.label();
    this.listener = listener;
  }

  /** One that only listens. */
  JfrEvents(FlightRecorderListener listener) {
    this.pool = "";
    this.throttle = new Throttle(0, 0);
    this.label = null;
    this.listener = listener;
  }

  static FlightRecorderListener listener(Runnable changed) {
    // Weakly: the recorder lives as long as the process, a pool need not.
    WeakReference<Runnable> told = new WeakReference<>(changed);
    FlightRecorderListener listener =
        new FlightRecorderListener() {
          @Override
          public void recordingStateChanged(Recording recording) {
            Runnable run = told.get();
            if (run == null) {
              FlightRecorder.removeListener(this);
            } else {
              run.run();
            }
          }
        };
    FlightRecorder.addListener(listener);
    return listener;
  }

  @Override
  public boolean wanted() {
    for (EventType type : TYPES) {
      if (type.isEnabled()) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() {
    if (listener != null) {
      FlightRecorder.removeListener(listener);
    }
  }

  @Override
  public void acquired(Object object, long bytes, Stage stage) {
    if (!throttle.passes(object, System.nanoTime())) {
      return;
    }
    if (stage == Stage.FACTORY) {
      Miss miss = new Miss();
      if (miss.shouldCommit()) {
        fill(miss, object, bytes);
        miss.stage = stage.name();
        miss.commit();
      }
    }
    Acquire event = new Acquire();
    if (event.shouldCommit()) {
      fill(event, object, bytes);
      event.stage = stage.name();
      event.commit();
    }
  }

  @Override
  public void released(Object object, long bytes) {
    Release event = new Release();
    if (event.shouldCommit() && throttle.passes(object, System.nanoTime())) {
      fill(event, object, bytes);
      event.commit();
    }
  }

  @Override
  public void dropped(Object object, long bytes, DropReason reason) {
    Drop event = new Drop();
    if (event.shouldCommit() && throttle.passes(object, System.nanoTime())) {
      fill(event, object, bytes);
      event.reason = reason.name();
      event.commit();
    }
  }

  @Override
  public void trimmed(int objects, long bytes) {
    Trim event = new Trim();
    if (event.shouldCommit()) {
      event.pool = pool;
      event.objects = objects;
      event.bytes = bytes;
      event.commit();
    }
  }

  private void fill(ObjectEvent event, Object object, long bytes) {
    event.pool = pool;
    event.object = System.identityHashCode(object);
    event.bytes = bytes;
    event.oneIn = throttle.oneIn();
    event.label = label();
  }

  private @Nullable String label() {
    try {
      return label == null ? null : label.get();
    } catch (RuntimeException unlabelled) {
      return null; // who records must not hurt who uses the pool
    }
  }

  /** What all events of a pool tell. */
  @Category({"Cistern", "Pool"})
  @Enabled(false)
  abstract static class PoolEvent extends Event {
    @Label("Pool")
    String pool = "";
  }

  /** What happened to one object. */
  @StackTrace
  abstract static class ObjectEvent extends PoolEvent {
    @Label("Object")
    @Description("Identity hash code")
    long object;

    @Label("Size")
    @DataAmount
    long bytes;

    @Label("One In")
    @Description("The objects that are told are one in so many")
    int oneIn;

    @Label("Label")
    @Description("What the pool's user says this belongs to")
    @Nullable String label;
  }

  @Name("dev.cistern.pool.Acquire")
  @Label("Pool Acquire")
  @Description("An object was taken from a pool")
  static final class Acquire extends ObjectEvent {
    @Label("Stage")
    String stage = "";
  }

  @Name("dev.cistern.pool.Release")
  @Label("Pool Release")
  @Description("An object was given back to a pool")
  static final class Release extends ObjectEvent {}

  @Name("dev.cistern.pool.Miss")
  @Label("Pool Miss")
  @Description("An object was made because the pool had none")
  static final class Miss extends ObjectEvent {
    @Label("Stage")
    String stage = "";
  }

  @Name("dev.cistern.pool.Drop")
  @Label("Pool Drop")
  @Description("An object was given back and not kept")
  static final class Drop extends ObjectEvent {
    @Label("Reason")
    String reason = "";
  }

  @Name("dev.cistern.pool.Trim")
  @Label("Pool Trim")
  @Description("Idle objects were let go after a collection")
  @StackTrace(false)
  static final class Trim extends PoolEvent {
    @Label("Objects")
    int objects;

    @Label("Size")
    @Description("Estimated as objects times the size seen last")
    @DataAmount
    long bytes;
  }
}
