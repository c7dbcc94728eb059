/**
 * What the launcher runs once after a build so that later starts are fast: old class files are made
 * fit for an ahead-of-time cache, then a training run of the usual verbs fills it.
 */
@NullMarked
package dev.cistern.cli.start;

import org.jspecify.annotations.NullMarked;
