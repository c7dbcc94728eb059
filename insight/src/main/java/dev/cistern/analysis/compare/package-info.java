/**
 * Whether something got better or worse between two sides, noise taken into account.
 *
 * <p>{@link dev.cistern.analysis.compare.Comparing} is the front. A side is one run or several;
 * {@link dev.cistern.analysis.compare.Runs} reads them, {@link
 * dev.cistern.analysis.compare.RatioTest} and {@link dev.cistern.analysis.compare.RankTest} judge,
 * and {@link dev.cistern.analysis.compare.Holm} holds the judgements together to one error.
 */
@NullMarked
package dev.cistern.analysis.compare;

import org.jspecify.annotations.NullMarked;
