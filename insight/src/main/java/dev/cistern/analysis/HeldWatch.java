package dev.cistern.analysis;

import dev.cistern.catalogue.Fact;
import dev.cistern.catalogue.PoolEntry;
import dev.cistern.model.Event;
import dev.cistern.model.EventKind;
import dev.cistern.model.EventVisitor;
import dev.cistern.model.Stacks;
import dev.cistern.model.Timeline;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds large arrays that a pool still holds at the end though its factory never made them so
 * large: they grew while somebody used them.
 */
final class HeldWatch implements EventVisitor {
  private static final String ARROW = " ← ";
  private static final int OBJECTS_MAX = 1 << 14;
  private static final int NEAR_HOPS = 3; // array, its buffer, at most one wrapper, the pool

  /** Which pool's holder keeps what grew under which function (a string's number). */
  record Key(PoolEntry pool, String owner, int grower) {}

  /** What one holder keeps. */
  static final class Held {
    private final int exampleStack;
    private final int growerIndex;
    private final String examplePath;
    private final String what;
    private long objects;
    private long bytes;
    private long largestBytes;

    private Held(int exampleStack, int growerIndex, String examplePath, String what) {
      this.exampleStack = exampleStack;
      this.growerIndex = growerIndex;
      this.examplePath = examplePath;
      this.what = what;
    }

    int exampleStack() {
      return exampleStack;
    }

    int growerIndex() {
      return growerIndex;
    }

    /** The references from the array up to its root. */
    String examplePath() {
      return examplePath;
    }

    /** The pooled object's class. */
    String what() {
      return what;
    }

    long objects() {
      return objects;
    }

    long bytes() {
      return bytes;
    }

    long largestBytes() {
      return largestBytes;
    }
  }

  private record Path(PoolEntry pool, String pooled, String owner, boolean near) {}

  private final Timeline timeline;
  private final Frames frames;
  private final Dossier dossier;
  private final long bytesMin;
  private final Set<Long> addresses = new HashSet<>();
  private final Map<Integer, Optional<Path>> paths = new HashMap<>();
  private final Map<Key, Held> held = new LinkedHashMap<>();

  HeldWatch(Timeline timeline, Dossier dossier) {
    this.timeline = timeline;
    this.dossier = dossier;
    this.frames = dossier.frames(timeline.stacks());
    this.bytesMin = (long) dossier.thresholds().retainedBytesMax();
  }

  @Override
  public Set<EventKind> kinds() {
    return EnumSet.of(EventKind.OBJECT_HELD);
  }

  @Override
  public boolean needsOrder() {
    return false;
  }

  @Override
  public void event(Event event) {
    if (event.value() < bytesMin || addresses.size() >= OBJECTS_MAX) {
      return;
    }
    Optional<Path> path = paths.computeIfAbsent(event.text(), this::read);
    int grower = path.isEmpty() ? -1 : grower(event.stack(), path.get().near());
    if (path.isEmpty() || grower < 0) {
      return;
    }
    if (event.object() != 0 && !addresses.add(event.object())) {
      return; // told before: every dump of a recording tells what it holds
    }
    int function = frames.stacks().functionId(frames.stacks().frameAt(event.stack(), grower));
    Key key = new Key(path.get().pool(), path.get().owner(), function);
    String whole = timeline.strings().get(event.text());
    Held sum =
        held.computeIfAbsent(key, _ -> new Held(event.stack(), grower, whole, path.get().pooled()));
    sum.objects++;
    sum.bytes += event.value();
    sum.largestBytes = Math.max(sum.largestBytes, event.value());
  }

  Frames frames() {
    return frames;
  }

  Map<Key, Held> held() {
    return held;
  }

  /** The pool that a path of references leads through, if it does. */
  private Optional<Path> read(int text) {
    String[] hops = timeline.strings().get(text).split(ARROW, -1);
    for (int i = 1; i < hops.length; i++) {
      String hop = hops[i].startsWith("static ") ? hops[i].substring(7) : hops[i];
      Optional<PoolEntry> pool = dossier.catalogue().inside(hop);
      if (pool.isPresent()) {
        return Optional.of(new Path(pool.get(), type(hops[i - 1]), owner(hops, i), i <= NEAR_HOPS));
      }
    }
    return Optional.empty();
  }

  /** The first holder above the pool that is no pool itself, as {@code Class.field}. */
  private String owner(String[] hops, int pool) {
    for (int i = pool + 1; i < hops.length; i++) {
      String hop = hops[i].startsWith("static ") ? hops[i].substring(7) : hops[i];
      if (!hop.startsWith("java.") && !hop.startsWith("(") && !hop.startsWith("…")) {
        if (dossier.catalogue().inside(hop).isEmpty()) {
          return hop;
        }
      }
    }
    return "";
  }

  /** The class of a hop written {@code package.Class.field} or {@code package.Class[7]}. */
  private static String type(String hop) {
    int bracket = hop.indexOf('[');
    if (bracket >= 0) {
      return hop.endsWith("[]") ? hop : hop.substring(0, bracket);
    }
    int dot = hop.lastIndexOf('.');
    return dot < 0 ? hop : hop.substring(0, dot);
  }

  /**
   * The frame that made the array grow, −1 if it was made at its size. What a library grows for
   * itself counts only where the pool holds the grown buffer itself, not something with a buffer
   * somewhere inside, such as a connection.
   */
  private int grower(int stack, boolean near) {
    Stacks stacks = frames.stacks();
    if (PoolMiss.of(frames, stack).isPresent()) {
      return -1;
    }
    for (int i = 0; i < stacks.depth(stack); i++) {
      int frame = stacks.frameAt(stack, i);
      Optional<Fact> cause = frames.cause(frame);
      if (cause.isPresent() && cause.get().what().contains("growth")) {
        int user = frames.directUser(stack, i, cause.get());
        return user >= 0 || !near ? user : frames.application(stack, i + 1);
      }
      if (!frames.isLibrary(frame)) {
        boolean copies =
            i > 0 && stacks.function(stacks.frameAt(stack, 0)).equals("java.util.Arrays.copyOf");
        return copies ? i : -1; // the application's own way to grow
      }
    }
    return -1;
  }
}
