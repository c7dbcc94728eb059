package dev.cistern.lab.demo;

/** Hears how far a run is; called from the thread that runs it, a few times a second. */
@FunctionalInterface
public interface DemoProgress {
  /** Says which stage is on and which share of it, 0 to 1, is done. */
  void at(Stage stage, double share);

  /** The stages of a run, in their order. */
  enum Stage {
    STARTING,
    WARMING_UP,
    RECORDING,
    WRITING
  }
}
