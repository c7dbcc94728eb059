package dev.cistern.lab.flashsale;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** A fault that the service commits only when it is switched on. */
enum PlantedFault {
  /** The journal's direct buffer is not released when an order is refused. */
  NEVER_RELEASED("never-released"),
  /** The signer builds a pool for each receipt instead of sharing one. */
  PER_CALL("per-call"),
  /** The page's scratch buffer is cached in a thread-local of a thread that serves one request. */
  THREAD_LOCAL("thread-local"),
  /** A bulk export grows a pooled buffer, and the pool keeps it at that size. */
  OVERSIZED("oversized"),
  /** The quote desk starts a price watch again and again and stops none. */
  WATCH_LEAK("watch-leak"),
  /** The remote price service is slow, and the few links to it are held meanwhile. */
  SATURATED("saturated"),
  /** Every quote is kept, where the healthy desk keeps the latest. */
  KEEPS_ALL("keeps-all");

  private final String optionName;

  PlantedFault(String optionName) {
    this.optionName = optionName;
  }

  /** Reads a comma-separated list of faults; the empty list is the healthy service. */
  static Set<PlantedFault> parseFaults(String list) {
    Set<PlantedFault> chosen = EnumSet.noneOf(PlantedFault.class);
    for (String name : list.split(",", -1)) {
      if (!name.isBlank()) {
        chosen.add(parseFault(name.strip()));
      }
    }
    return chosen;
  }

  private static PlantedFault parseFault(String name) {
    for (PlantedFault fault : values()) {
      if (fault.optionName.equals(name)) {
        return fault;
      }
    }
    String known =
        Arrays.stream(values()).map(fault -> fault.optionName).collect(Collectors.joining(", "));
    throw new IllegalArgumentException("--fault: wanted one of " + known + ", found " + name);
  }
}
