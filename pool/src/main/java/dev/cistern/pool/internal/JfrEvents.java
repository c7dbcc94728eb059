package dev.cistern.pool.internal;

import java.lang.ref.WeakReference;
import java.util.List;
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
  private final @Nullable FlightRecorderListener listener;

  JfrEvents(String pool, @Nullable FlightRecorderListener listener) {
    this.pool = pool;
    this.listener = listener;
  }

  static Events listening(String pool, Runnable changed) {
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
    return new JfrEvents(pool, listener);
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
    long identity = System.identityHashCode(object);
    if (stage == Stage.FACTORY) {
      Miss miss = new Miss();
      if (miss.shouldCommit()) {
        miss.pool = pool;
        miss.object = identity;
        miss.bytes = bytes;
        miss.stage = stage.name();
        miss.commit();
      }
    }
    Acquire event = new Acquire();
    if (event.shouldCommit()) {
      event.pool = pool;
      event.object = identity;
      event.bytes = bytes;
      event.stage = stage.name();
      event.commit();
    }
  }

  @Override
  public void released(Object object, long bytes) {
    Release event = new Release();
    if (event.shouldCommit()) {
      event.pool = pool;
      event.object = System.identityHashCode(object);
      event.bytes = bytes;
      event.commit();
    }
  }

  @Override
  public void dropped(Object object, long bytes, DropReason reason) {
    Drop event = new Drop();
    if (event.shouldCommit()) {
      event.pool = pool;
      event.object = System.identityHashCode(object);
      event.bytes = bytes;
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
