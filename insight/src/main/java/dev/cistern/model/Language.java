package dev.cistern.model;

/** The runtime that a frame or a pool belongs to. */
public enum Language {
  GO,
  JVM,
  NATIVE,
  OTHER
}
