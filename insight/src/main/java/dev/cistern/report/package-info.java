/**
 * Results and findings become something to read: text for a terminal ({@link
 * dev.cistern.report.TextReport}), JSON for scripts ({@link dev.cistern.report.JsonReport}) and one
 * self-contained page ({@link dev.cistern.report.HtmlReport}).
 *
 * <p>Whatever a file holds, what is written is text and nothing else: {@link
 * dev.cistern.report.Visible} makes control characters visible, the page's templates escape markup.
 */
@NullMarked
package dev.cistern.report;

import org.jspecify.annotations.NullMarked;
