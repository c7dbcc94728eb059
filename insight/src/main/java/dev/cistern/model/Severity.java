package dev.cistern.model;

/** How bad a finding is, mildest first. */
public enum Severity {
  INFO,
  LOW,
  MEDIUM,
  HIGH
}
