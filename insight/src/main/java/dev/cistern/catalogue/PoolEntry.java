package dev.cistern.catalogue;

import dev.cistern.model.Language;
import java.util.List;
import java.util.Map;

/**
 * One known pool.
 *
 * @param id short and unique, such as {@code go-sync-pool}
 * @param language whose
 * @param type the pool's class or type as frames name it
 * @param title what a reader calls it
 * @param functions full function names by what they do
 * @param inside prefixes of full function names that are the pool's own workings
 * @param events recording events that show its work
 * @param note one sentence a user of the pool should know, empty where there is none
 * @param origin the file it comes from
 */
public record PoolEntry(
    String id,
    Language language,
    String type,
    String title,
    Map<Role, List<String>> functions,
    List<String> inside,
    List<String> events,
    String note,
    String origin) {

  /** The full names of the functions with a role; empty where none is known. */
  public List<String> functions(Role role) {
    return functions.getOrDefault(role, List.of());
  }

  /**
   * Whether its acquire calls a factory of the user's, whatever its name: {@code factory = ["*"]}.
   */
  public boolean callsAnyFactory() {
    return functions(Role.FACTORY).stream().anyMatch(function -> function.endsWith(".*"));
  }

  /** Whether a function is the pool's own workings. */
  public boolean hasInside(String function) {
    return inside.stream().anyMatch(function::startsWith);
  }
}
