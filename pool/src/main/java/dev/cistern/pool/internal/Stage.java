package dev.cistern.pool.internal;

/** Where an acquired object came from; the names are those of the events. */
enum Stage {
  SLOT,
  QUEUE,
  STOLEN,
  VICTIM,
  FACTORY
}
