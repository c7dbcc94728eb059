package dev.cistern.model;

/**
 * A question that the evidence at hand cannot answer.
 *
 * @param question the analysis's id and question, such as {@code A2: Is each pool worth having?}
 * @param missing what evidence it would need
 * @param collectWith a command or setting that collects it
 */
public record Unanswered(String question, String missing, String collectWith) {}
