/**
 * The known pools and library facts, as data: which functions take from a pool and give back, what
 * grows, what copies, what is made to be shared.
 *
 * <p>{@link dev.cistern.catalogue.Catalogue} is the front: the file in the jar with the user's own
 * {@code cistern.toml} added. {@code catalogue.toml} is the data, {@link
 * dev.cistern.catalogue.Shape} its tables and keys.
 */
@NullMarked
package dev.cistern.catalogue;

import org.jspecify.annotations.NullMarked;
