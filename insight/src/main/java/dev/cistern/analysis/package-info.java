/**
 * From evidence to results and findings: one class per question.
 *
 * <p>{@link dev.cistern.analysis.Diagnosis} is the front: it reads every timeline once for all
 * {@link dev.cistern.analysis.Analysis analyses} together, lets each conclude, and lists the
 * questions that the evidence cannot answer. A new analysis is a class and a line there.
 */
@NullMarked
package dev.cistern.analysis;

import org.jspecify.annotations.NullMarked;
