package dev.cistern.pool.internal;

import org.jspecify.annotations.Nullable;

/** Where a pool tells what it does, once somebody records; see {@link JfrEvents}. */
interface Events {
  /** Tells nobody: the recorder is not in this run-time image. */
  Events NONE =
      new Events() {
        @Override
        public boolean wanted() {
          return false;
        }

        @Override
        public void acquired(Object object, long bytes, Stage stage) {}

        @Override
        public void released(Object object, long bytes) {}

        @Override
        public void dropped(Object object, long bytes, DropReason reason) {}

        @Override
        public void trimmed(int objects, long bytes) {}

        @Override
        public void close() {}
      };

  /** Those of the recorder if there is one; {@code changed} runs when somebody starts or stops. */
  static Events of(Settings<?> pool, Runnable changed) {
    return readable() ? new JfrEvents(pool, JfrEvents.listener(changed)) : NONE;
  }

  /**
   * Those of the recorder if there is one; the pool's group hears when somebody starts or stops.
   */
  static Events inGroup(Settings<?> pool) {
    return readable() ? new JfrEvents(pool, null) : NONE;
  }

  /** Tells nothing itself: hears for the pools of a group when somebody starts or stops. */
  static Events listening(Runnable changed) {
    return readable() ? new JfrEvents(JfrEvents.listener(changed)) : NONE;
  }

  /** Whether this module may use the recorder, which it does not require. */
  private static boolean readable() {
    @Nullable Module jfr = ModuleLayer.boot().findModule("jdk.jfr").orElse(null);
    return jfr != null && Events.class.getModule().canRead(jfr);
  }

  /** Whether anybody records any of them now. */
  boolean wanted();

  void acquired(Object object, long bytes, Stage stage);

  void released(Object object, long bytes);

  void dropped(Object object, long bytes, DropReason reason);

  void trimmed(int objects, long bytes);

  void close();
}
