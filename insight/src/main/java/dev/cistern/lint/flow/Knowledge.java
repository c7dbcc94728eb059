package dev.cistern.lint.flow;

import dev.cistern.catalogue.Catalogue;
import dev.cistern.catalogue.Fact.Kind;
import dev.cistern.catalogue.PoolEntry;
import dev.cistern.catalogue.Role;
import dev.cistern.lint.ir.Callee;
import dev.cistern.model.Language;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the catalogue tells of functions whose sources are not at hand. */
public final class Knowledge {
  private static final Set<String> NO_SOURCE_POOLS =
      Set.of("go-ants", "go-klauspost-zstd", "go-database-sql", "go-fmt-printer", "go-json-encode");

  /** What the ids of the JVM's shipped pools begin with. */
  private static final String SHIPPED = "jvm-";

  /** The type of pools that only an interface tells of. */
  static final String ANY_POOL = canonical(Callee.ANY_POOL);

  private final Map<String, String> acquire = new HashMap<>();
  private final Map<String, String> release = new HashMap<>();
  private final Set<String> reset = new HashSet<>();
  private final Set<String> lent = new HashSet<>();
  private final Map<Kind, Map<String, Integer>> arguments = new HashMap<>();
  private final Map<String, String> opened = new HashMap<>();
  private final Set<String> usersPackages = new HashSet<>();
  private final Conventions conventions;

  private Knowledge(Conventions conventions) {
    this.conventions = conventions;
  }

  /** Takes what concerns a language. */
  public Knowledge(Catalogue catalogue, Language language) {
    this(new Names());
    acquire.put(canonical(Callee.ANY_POOL + ".Get"), ANY_POOL);
    release.put(canonical(Callee.ANY_POOL + ".Put"), ANY_POOL);
    for (PoolEntry pool : catalogue.pools()) {
      if (pool.language() != language || NO_SOURCE_POOLS.contains(pool.id())) {
        continue;
      }
      if (!pool.functions(Role.RELEASE).isEmpty()) {
        pool.functions(Role.ACQUIRE).forEach(f -> acquire.putIfAbsent(canonical(f), pool.type()));
        pool.functions(Role.RELEASE).forEach(f -> release.putIfAbsent(canonical(f), pool.type()));
      }
      pool.functions(Role.RESET).forEach(f -> reset.add(canonical(f)));
    }
    for (Kind kind : Kind.values()) {
      Map<String, Integer> byName = new HashMap<>();
      for (var fact : catalogue.facts(kind)) {
        if (fact.language() != language) {
          continue;
        }
        if (kind == Kind.LEND) {
          lent.addAll(fact.functions());
        }
        for (String function : fact.functions()) {
          byName.putIfAbsent(canonical(function), argument(fact.text()));
          if (kind == Kind.CLOSE) {
            opened.putIfAbsent(canonical(function), fact.what() + "|" + fact.text());
          }
        }
      }
      arguments.put(kind, byName);
    }
  }

  /**
   * What is told of a language whose pools are given apart; of the catalogue's pools the users' own
   * only.
   *
   * @param takes what takes from which pool
   * @param gives what gives back to which pool
   * @param opens what opens what must be closed, with how
   */
  public static Knowledge jvm(
      Catalogue catalogue,
      Map<String, String> takes,
      Map<String, String> gives,
      Map<String, String> opens) {
    Knowledge knowledge = new Knowledge(new JavaNames());
    knowledge.acquire.putAll(takes);
    knowledge.release.putAll(gives);
    knowledge.opened.putAll(opens);
    for (PoolEntry pool : catalogue.pools()) {
      if (pool.language() == Language.JVM && !pool.id().startsWith(SHIPPED)) {
        int dot = pool.type().lastIndexOf('.');
        knowledge.usersPackages.add(dot < 0 ? pool.type() : pool.type().substring(0, dot));
        pool.functions(Role.ACQUIRE).forEach(f -> knowledge.acquire.putIfAbsent(f, pool.type()));
        pool.functions(Role.RELEASE).forEach(f -> knowledge.release.putIfAbsent(f, pool.type()));
      }
    }
    return knowledge;
  }

  /** Whether anything is told of a function. */
  public boolean knows(String function) {
    return acquire.containsKey(function)
        || release.containsKey(function)
        || opened.containsKey(function);
  }

  /** Whether a function gives something back. */
  public boolean givesBack(String function) {
    return release.containsKey(function);
  }

  /** The packages of the pools that users told of: one stands in each text that uses them. */
  public Set<String> packages() {
    return Set.copyOf(usersPackages);
  }

  /** A method has one name whether its receiver is a pointer or not. */
  static String canonical(String function) {
    return function.indexOf(')') < 0 && function.indexOf('(') < 0
        ? function
        : function.replace("(*", "").replace(")", "");
  }

  /** Which argument a text speaks of: 0 the receiver, 1 the first argument; −1 for the result. */
  private static int argument(String text) {
    int at = text.indexOf("argument ");
    if (at >= 0) {
      return text.charAt(at + "argument ".length()) - '0';
    }
    return text.startsWith("receiver") ? 0 : -1;
  }

  Conventions conventions() {
    return conventions;
  }

  @Nullable String acquires(String function) {
    return acquire.get(canonical(function));
  }

  @Nullable String releases(String function) {
    return release.get(canonical(function));
  }

  /** Whether values of a type are given to a function for the time of its call only. */
  boolean lends(String type) {
    return lent.contains(type.startsWith("*") ? type.substring(1) : type);
  }

  boolean resets(String function) {
    return reset.contains(canonical(function));
  }

  /** What must be closed after this function, with how: {@code "rows|result 1, Close"}. */
  @Nullable String opens(String function) {
    return opened.get(canonical(function));
  }

  /** The argument a fact speaks of, counted with a method's receiver first; −1 for none. */
  int argument(Kind kind, String function, boolean method) {
    Integer said = arguments.getOrDefault(kind, Map.of()).get(canonical(function));
    if (said == null || said < 0) {
      return -1;
    }
    return method ? said : said - 1;
  }
}
