package dev.cistern.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A fault, where it is, what it rests on, what it costs and how to mend it.
 *
 * @param rule which rule found it
 * @param severity how bad
 * @param evidence what it rests on
 * @param title one line that a reader understands alone
 * @param why why it matters, with the figures that show it
 * @param place the line to look at first
 * @param steps what leads there, in order
 * @param cost what it costs, empty where it was not measured
 * @param mend what to do, in words
 * @param fix the mend as a patch, where one can be given safely
 * @param docs the rule's page of documentation, relative to the project's {@code docs} folder
 * @param fingerprint equal for the same finding after lines moved; see {@link #fingerprint}
 * @param also what else shows the same fault: other rules, on other evidence
 */
public record Finding(
    RuleId rule,
    Severity severity,
    EvidenceKind evidence,
    String title,
    String why,
    Place place,
    List<Step> steps,
    Optional<Cost> cost,
    String mend,
    Optional<Fix> fix,
    String docs,
    String fingerprint,
    List<Also> also) {

  /** A finding that nothing else shows. */
  public Finding(
      RuleId rule,
      Severity severity,
      EvidenceKind evidence,
      String title,
      String why,
      Place place,
      List<Step> steps,
      Optional<Cost> cost,
      String mend,
      Optional<Fix> fix,
      String docs,
      String fingerprint) {
    this(
        rule,
        severity,
        evidence,
        title,
        why,
        place,
        steps,
        cost,
        mend,
        fix,
        docs,
        fingerprint,
        List.of());
  }

  /** The same with other weight, reason and cost. */
  public Finding with(Severity weight, String reason, Optional<Cost> measured) {
    return new Finding(
        rule,
        weight,
        evidence,
        title,
        reason,
        place,
        steps,
        measured,
        mend,
        fix,
        docs,
        fingerprint,
        also);
  }

  /** The same with a fix. */
  public Finding with(Fix patch) {
    return new Finding(
        rule,
        severity,
        evidence,
        title,
        why,
        place,
        steps,
        cost,
        mend,
        Optional.of(patch),
        docs,
        fingerprint,
        also);
  }

  /** Another rule that shows the same fault on other evidence. */
  public record Also(RuleId rule, EvidenceKind evidence, String title) {}

  /** One step of the path that shows a finding. */
  public record Step(Place place, String text) {}

  /**
   * What a finding costs over the evidence's window; a rate that was not measured is 0.
   *
   * @param basis what the figures rest on: exact, sampled with its rate, or estimated, and from
   *     which evidence
   * @param share the part of all bytes (or else of all time) in the evidence, from 0 to 1; 0 where
   *     it is not known
   */
  public record Cost(
      double bytesPerSecond,
      double objectsPerSecond,
      double nanosPerSecond,
      String basis,
      double share) {

    /** A cost whose share of the whole is not known. */
    public Cost(
        double bytesPerSecond, double objectsPerSecond, double nanosPerSecond, String basis) {
      this(bytesPerSecond, objectsPerSecond, nanosPerSecond, basis, 0);
    }
  }

  /** A mend as a unified diff. */
  public record Fix(String diff) {}

  /**
   * The hash of what stays when lines move.
   *
   * @param function the full name of the function
   * @param statement the statement's text; spaces and comments are taken out by the caller, an
   *     analysis without source names the pool or stack instead
   * @param ordinal the place among equals, from 0
   */
  public static String fingerprint(RuleId rule, String function, String statement, int ordinal) {
    String whole = rule.id() + '\0' + function + '\0' + statement + '\0' + ordinal;
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(whole.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
