package dev.cistern.lint.rules;

import dev.cistern.lint.flow.Event;
import dev.cistern.lint.flow.Event.Kind;
import dev.cistern.lint.flow.Summary;
import dev.cistern.lint.ir.Func;
import dev.cistern.lint.ir.TypeName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that was seen in what is checked; a language's front end gives it, and leaves empty what no
 * rule of its language asks for.
 */
public interface Seen {
  /** The names of the functions that were followed, in the order of the files. */
  List<String> functions();

  /**
   * The names of the functions whose texts are worth a look by rules that follow no object; they
   * need not have been followed.
   */
  default List<String> glanced() {
    return List.of();
  }

  /** The build scripts and images beside the sources. */
  default List<Script> scripts() {
    return List.of();
  }

  /** The maps that live longer than a call, with what is done to them. */
  default List<KeptMap> keptMaps() {
    return List.of();
  }

  /** Whether a function is of a program's own package: what it does may happen once. */
  default boolean isProgram(String function) {
    return false;
  }

  /** How values of a type lie in memory; empty where it is not known. */
  default Optional<Layout> layout(String type) {
    return Optional.empty();
  }

  List<Event> events(String function);

  @Nullable Func func(String function);

  /** The forms of functions by their names, without those that have none. */
  default List<Func> funcs(List<String> functions) {
    return functions.stream().flatMap(name -> Optional.ofNullable(func(name)).stream()).toList();
  }

  @Nullable Summary summary(String function);

  /** What was seen in the syntax of a function. */
  default List<Mark> marks(String function) {
    return List.of();
  }

  /** Where pools get their factory. */
  default List<Factory> factories() {
    return List.of();
  }

  /** The code of a factory; empty where it was not seen. */
  default List<dev.cistern.lint.ir.Code> factoryCode(Factory factory) {
    return List.of();
  }

  /** The fields of a struct whose source is at hand; empty for any other type. */
  default List<FieldInfo> fields(String type) {
    return List.of();
  }

  /** The text of a function's declaration with the comments in it. */
  String text(String function);

  /** The methods of a type by full name. */
  default List<String> methods(String type) {
    return List.of();
  }

  /** The names of functions that call one of this simple name, in its package. */
  default Set<String> callers(String function) {
    return Set.of();
  }

  /** The functions of known name that one calls. */
  default Set<String> called(String function) {
    Set<String> called = new java.util.LinkedHashSet<>();
    Func func = func(function);
    if (func != null) {
      PoolUseRules.each(
          func,
          (_, op) -> {
            if (op instanceof dev.cistern.lint.ir.Op.Call call
                && call.callee() instanceof dev.cistern.lint.ir.Callee.Named named
                && func(named.name()) != null) {
              called.add(named.name());
            }
          });
    }
    return called;
  }

  /** All functions of the package that a type or function is of. */
  default List<String> around(String name) {
    return functions().stream().filter(other -> isOfSamePackage(name, other)).toList();
  }

  /** Something in the syntax. */
  record Mark(String what, int at, String text) {}

  /**
   * A pool's factory.
   *
   * @param pool the pool's name
   * @param types the static types it returns, empty where they are not known
   * @param mayBeNil whether it may return nil
   * @param owner the function it stands in
   * @param known whether its body was seen
   */
  record Factory(
      String pool,
      String file,
      int at,
      List<TypeName> types,
      boolean mayBeNil,
      String owner,
      boolean known) {}

  /** A field of a struct. */
  record FieldInfo(String name, TypeName type, boolean embedded) {}

  /** A build script or the like, as it is written. */
  record Script(String path, String text) {}

  /**
   * A map, or a sync.Map, in a variable of a package or in a field of what has a lock.
   *
   * @param name of the variable, or {@code Type.field}
   * @param key the type of its keys, unknown for a sync.Map
   * @param stores where something is put into it
   * @param reads whether anything is ever read from it
   */
  record KeptMap(String name, TypeName key, List<Put> stores, boolean reads) {}

  /**
   * Something put into a kept map.
   *
   * @param key the key as it is written
   * @param given whether the key comes from the function's parameters
   * @param looked whether the function looks into the map for a value first
   */
  record Put(String function, String file, int at, String key, boolean given, boolean looked) {}

  /** Whether a pool's name is that of a package's variable or of a field, not of a local one. */
  default boolean isVariable(String pool) {
    int dot = pool.lastIndexOf('.');
    return dot > 0 && func(pool.substring(0, dot)) == null && isDeclared(pool);
  }

  /** Whether a pool is declared in what is checked. */
  default boolean isDeclared(String pool) {
    return false;
  }

  /** Whether a pool is a variable of the package that is declared without any value. */
  default boolean isBare(String pool) {
    return false;
  }

  /** Whether two functions are of one package, by their full names. */
  default boolean isOfSamePackage(String one, String other) {
    int dot = one.indexOf('.', one.lastIndexOf('/') + 1);
    return dot > 0 && other.startsWith(one.substring(0, dot + 1));
  }

  /** All events, function by function. */
  default Stream<Event> all() {
    return functions().stream().flatMap(function -> events(function).stream());
  }

  /** All events of a kind. */
  default List<Event> all(Kind kind) {
    return all().filter(event -> event.kind() == kind).toList();
  }

  /** All events of a kind by the pool's name. */
  default Map<String, List<Event>> byPool(Kind kind) {
    return all(kind).stream()
        .filter(event -> !event.pool().isEmpty())
        .collect(
            java.util.stream.Collectors.groupingBy(
                Event::pool, java.util.LinkedHashMap::new, java.util.stream.Collectors.toList()));
  }
}
