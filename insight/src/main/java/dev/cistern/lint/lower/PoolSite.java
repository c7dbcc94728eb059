package dev.cistern.lint.lower;

import dev.cistern.lint.ir.Code;
import dev.cistern.lint.ir.Func;
import org.jspecify.annotations.Nullable;

/**
 * Where a pool gets its factory.
 *
 * @param key the pool's name: {@code pkg.variable} or {@code pkg.Type.field}
 * @param file the path of the file
 * @param at offset there
 * @param factory the function literal that makes objects, if it is one
 * @param named the full name of the factory otherwise, empty where there is none
 * @param owner the function this stands in
 */
public record PoolSite(
    String key, String file, int at, @Nullable Code factory, String named, Func owner) {}
