package dev.cistern.pool.internal;

import org.jspecify.annotations.Nullable;

/** Carries the stage of one taking to those who asked for it; nobody does on the hit path. */
final class Trace {
  private Stage stage = Stage.SLOT;

  static Object noted(@Nullable Trace trace, Stage stage, Object object) {
    if (trace != null) {
      trace.stage = stage;
    }
    return object;
  }

  Stage stage() {
    return stage;
  }
}
