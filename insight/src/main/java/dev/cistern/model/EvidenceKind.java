package dev.cistern.model;

/** What a finding rests on, strongest first. */
public enum EvidenceKind {
  /** Every operation was seen. */
  EXACT,
  /** An object's content changed while nobody held it. */
  DIGEST,
  /** Operations paired by the object's address or id. */
  IDENTITY,
  /** Samples, or differences of sampled totals. */
  SAMPLED,
  /** Concluded from facts that do not show the fault itself. */
  INFERRED,
  /** Source code alone. */
  SOURCE
}
