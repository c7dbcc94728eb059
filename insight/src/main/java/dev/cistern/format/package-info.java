/**
 * Bytes to model: each format has a package of its own below this one and a line in {@link
 * dev.cistern.format.Formats}.
 *
 * <p>A format is told by its content, never by a file's name. A reader returns what lies whole and
 * names the damage beside it; only a file of which nothing could be recovered is {@linkplain
 * dev.cistern.format.UnreadableException unreadable}.
 */
@NullMarked
package dev.cistern.format;

import org.jspecify.annotations.NullMarked;
