package dev.cistern.analysis;

import dev.cistern.model.Event;
import dev.cistern.model.EventKind;
import dev.cistern.model.EventVisitor;
import dev.cistern.model.Stacks;
import dev.cistern.model.Timeline;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Keeps the books of every pool that has events of its own. */
final class PoolEvents implements EventVisitor {
  private static final int SITE_FRAMES = 3;

  private final Timeline timeline;
  private final Frames frames;
  private final Map<Long, PoolLedger> ledgers = new LinkedHashMap<>();
  private final TaskLives lives = new TaskLives();
  private final Map<Integer, String> siteKeys = new HashMap<>();

  PoolEvents(Timeline timeline, Frames frames) {
    this.timeline = timeline;
    this.frames = frames;
  }

  @Override
  public Set<EventKind> kinds() {
    return EnumSet.of(
        EventKind.POOL_ACQUIRE,
        EventKind.POOL_RELEASE,
        EventKind.POOL_MISS,
        EventKind.POOL_DROP,
        EventKind.TASK_CREATED,
        EventKind.TASK_ENDED);
  }

  @Override
  public void event(Event event) {
    switch (event.kind()) {
      case TASK_CREATED -> lives.created(event.object(), event.endNanos());
      case TASK_ENDED -> lives.ended(event.task(), event.endNanos());
      default -> pool(event);
    }
  }

  private void pool(Event event) {
    PoolLedger ledger = ledgers.computeIfAbsent(event.pool(), _ -> new PoolLedger());
    switch (event.kind()) {
      case POOL_ACQUIRE -> {
        lives.used(event.task(), ledger);
        String stage = timeline.strings().get(event.text());
        boolean miss = stage.equals("unpooled") || stage.equals("new");
        ledger.acquire(
            event.endNanos(),
            event.object(),
            event.value(),
            miss,
            siteKeys.computeIfAbsent(event.stack(), this::siteKey),
            event.stack());
      }
      case POOL_RELEASE, POOL_DROP -> {
        String stage = timeline.strings().get(event.text());
        ledger.release(event.endNanos(), event.object(), stage.equals("reallocated"));
      }
      case POOL_MISS -> {
        if (!timeline.strings().get(event.text()).startsWith("one-off")) {
          ledger.miss(event.value()); // a one-off chunk is its unpooled buffer, counted there
        }
      }
      default -> {
        // Not asked for.
      }
    }
  }

  Timeline timeline() {
    return timeline;
  }

  Frames frames() {
    return frames;
  }

  /** The books by the pool's number in the timeline. */
  Map<Long, PoolLedger> ledgers() {
    return ledgers;
  }

  /** Stacks with the same deepest application frames are one place. */
  private String siteKey(int stack) {
    Stacks stacks = frames.stacks();
    StringBuilder key = new StringBuilder();
    int taken = 0;
    for (int i = 0; i < stacks.depth(stack) && taken < SITE_FRAMES; i++) {
      int frame = stacks.frameAt(stack, i);
      if (frames.isOwn(frame)) {
        key.append(stacks.functionId(frame)).append(':').append(stacks.line(frame)).append(' ');
        taken++;
      }
    }
    return key.toString();
  }
}
