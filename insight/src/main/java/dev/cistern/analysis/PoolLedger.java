package dev.cistern.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The books of one pool over a window, from its events, objects told apart by their address. */
final class PoolLedger {
  private static final int OPEN_MAX = 1 << 18;
  private static final int IDLE_MAX = 1 << 16;

  /** An object that is out: when it was taken, where and how large it is. */
  record Open(long sinceNanos, long bytes, Site site) {}

  /** A place that takes objects: what became of them. */
  static final class Site {
    private final int exampleStack;
    private final Holds holds = new Holds();
    private final List<Open> lost = new ArrayList<>();
    private long acquires;

    private Site(int exampleStack) {
      this.exampleStack = exampleStack;
    }

    int exampleStack() {
      return exampleStack;
    }

    long acquires() {
      return acquires;
    }

    Holds holds() {
      return holds;
    }
  }

  private final Map<Long, Open> open = new HashMap<>();
  private final Map<Long, Long> idleSince =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Long> eldest) {
          return size() > IDLE_MAX;
        }
      };
  private final Map<String, Site> sites = new LinkedHashMap<>();
  private final Holds holds = new Holds();
  private final Holds idles = new Holds();
  private final Holds lives = new Holds();
  private long acquires;
  private long unpaired;
  private long releases;
  private long misses;
  private long missBytes;
  private long overflow;

  /** Taken; address 0 cannot be paired. */
  void acquire(long timeNanos, long address, long bytes, boolean miss, String siteKey, int stack) {
    acquires++;
    if (miss) {
      misses++;
      missBytes += bytes;
    }
    if (address == 0) {
      unpaired++;
      return;
    }
    Site site = sites.computeIfAbsent(siteKey, _ -> new Site(stack));
    site.acquires++;
    Long idle = idleSince.remove(address);
    if (idle != null && timeNanos >= idle) {
      idles.add(timeNanos - idle);
    }
    if (open.size() >= OPEN_MAX && !open.containsKey(address)) {
      overflow++;
      return;
    }
    Open before = open.put(address, new Open(timeNanos, bytes, site));
    if (before != null) {
      before.site().lost.add(before); // its address was handed out again: nobody gave it back
    }
  }

  /** Given back; what was taken before the window is not known here. */
  void release(long timeNanos, long address, boolean reallocated) {
    if (address == 0) {
      return;
    }
    releases++;
    Open taken = open.remove(address);
    if (taken == null) {
      return;
    }
    long held = timeNanos - taken.sinceNanos();
    holds.add(held);
    taken.site().holds.add(held);
    if (!reallocated) {
      idleSince.put(address, timeNanos);
    }
  }

  /** The pool made something because it had none. */
  void miss(long bytes) {
    misses++;
    missBytes += bytes;
  }

  /** What is out at the end and what was lost, by the place that took it. */
  Map<Site, List<Open>> missing() {
    Map<Site, List<Open>> missing = new LinkedHashMap<>();
    for (Site site : sites.values()) {
      if (!site.lost.isEmpty()) {
        missing.computeIfAbsent(site, _ -> new ArrayList<>()).addAll(site.lost);
      }
    }
    for (Open taken : open.values()) {
      missing.computeIfAbsent(taken.site(), _ -> new ArrayList<>()).add(taken);
    }
    return missing;
  }

  /** The place of the most acquires. */
  Optional<Site> busiest() {
    Optional<Site> most = Optional.empty();
    for (Site site : sites.values()) {
      if (most.isEmpty() || site.acquires > most.get().acquires) {
        most = Optional.of(site);
      }
    }
    return most;
  }

  long acquires() {
    return acquires;
  }

  /** Acquires whose object has no address and cannot be followed. */
  long unpaired() {
    return unpaired;
  }

  long releases() {
    return releases;
  }

  long misses() {
    return misses;
  }

  long missBytes() {
    return missBytes;
  }

  /** Acquires that were not followed because too many objects were out at once. */
  long overflow() {
    return overflow;
  }

  Holds holds() {
    return holds;
  }

  Holds idles() {
    return idles;
  }

  /** How long the tasks lived that took from it. */
  Holds lives() {
    return lives;
  }

  /** Bytes of everything that is out. */
  long openBytes() {
    return open.values().stream().mapToLong(Open::bytes).sum();
  }
}
