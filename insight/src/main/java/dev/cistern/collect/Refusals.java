package dev.cistern.collect;

import java.util.List;

/** Tells a target that cannot be asked at all from one that lacks a member. */
final class Refusals {
  private Refusals() {}

  /** Ends the collection at once where the first answers are all the same refusal. */
  static void check(String target, List<Piece> first) throws CollectException {
    if (first.stream().anyMatch(Piece::usable)) {
      return;
    }
    Piece one = first.getFirst();
    boolean same = first.stream().allMatch(piece -> piece.http() == one.http());
    if (!same) {
      return;
    }
    switch (one.http()) {
      case 0 -> throw new CollectException(target + ": " + one.error());
      case 404 ->
          throw new CollectException(
              target
                  + ": nothing at /debug/pprof (404); the service needs import _"
                  + " \"net/http/pprof\" and a listener for it");
      case 401, 403, 407 ->
          throw new CollectException(
              target
                  + ": asks who we are (%d); set CISTERN_USER and CISTERN_PASSWORD, CISTERN_TOKEN or CISTERN_HEADERS"
                      .formatted(one.http()));
      default -> throw new CollectException(target + ": " + one.error());
    }
  }
}
