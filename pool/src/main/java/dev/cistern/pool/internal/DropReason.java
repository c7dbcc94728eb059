package dev.cistern.pool.internal;

/** Why an object that came back was not kept; the names are those of the events. */
enum DropReason {
  OVERSIZED,
  FULL,
  RESET_FAILED,
  CLOSED,
  PRESSURE
}
