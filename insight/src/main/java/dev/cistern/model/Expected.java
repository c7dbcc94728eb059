package dev.cistern.model;

/**
 * What a file says that should be found in it, beside what was.
 *
 * @param file as findings name it
 * @param wanted {@code found POOL-08}, {@code information POOL-01} or {@code silent}
 * @param found the same of what was found: the rules, each once
 * @param met whether it is as the file says
 */
public record Expected(String file, String wanted, String found, boolean met) {}
