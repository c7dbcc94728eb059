/**
 * A small flash-sale service on real pools, healthy unless a {@link
 * dev.cistern.lab.flashsale.PlantedFault} is switched on.
 */
@NullMarked
package dev.cistern.lab.flashsale;

import org.jspecify.annotations.NullMarked;
