package dev.cistern.catalogue;

import dev.cistern.model.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The known pools and library facts, the user's before the shipped ones, with quick ways to find
 * what a function of a stack frame is.
 */
public final class Catalogue {
  private static final String SHIPPED = "catalogue.toml";

  /** A function of a known pool and what it does there. */
  public record Known(PoolEntry pool, Role role) {}

  private final List<PoolEntry> pools;
  private final List<Fact> facts;
  private final Thresholds thresholds;
  private final LintSettings lint;
  private final Map<String, Known> knownByFunction = new HashMap<>();
  private final Map<String, Fact> causeByFunction = new HashMap<>();
  private final Map<String, Fact> buildByFunction = new HashMap<>();
  private final Map<String, Fact> taskByFunction = new HashMap<>();
  private final Map<String, PoolEntry> poolByType = new HashMap<>();
  private final Set<String> allocators = new HashSet<>();
  private final Prefixes<Fact> libraries = new Prefixes<>();
  private final Prefixes<PoolEntry> insides = new Prefixes<>();

  private Catalogue(
      List<PoolEntry> pools, List<Fact> facts, Thresholds thresholds, LintSettings lint) {
    this.lint = lint;
    this.pools = List.copyOf(pools);
    this.facts = List.copyOf(facts);
    this.thresholds = thresholds;
    for (PoolEntry pool : pools) {
      poolByType.putIfAbsent(pool.type(), pool);
      for (Role role : Role.values()) {
        for (String function : pool.functions(role)) {
          knownByFunction.putIfAbsent(function, new Known(pool, role));
        }
      }
      for (String prefix : pool.inside()) {
        insides.add(prefix, pool);
      }
    }
    for (Fact fact : facts) {
      for (String function : fact.functions()) {
        switch (fact.kind()) {
          case CAUSE -> causeByFunction.putIfAbsent(function, fact);
          case BUILD -> buildByFunction.putIfAbsent(function, fact);
          case TASK -> taskByFunction.putIfAbsent(function, fact);
          case LIBRARY -> libraries.add(function, fact);
          case ALLOCATOR -> allocators.add(function);
          case VIEW, GROW, CLOSE, SPAWN, KEEP, LEND -> {
            // Read by the source checks through facts().
          }
        }
      }
    }
  }

  /** The catalogue that comes with the tool. */
  public static Catalogue shipped() {
    CatalogueReader reader = new CatalogueReader();
    readShipped(reader);
    return made(reader);
  }

  /**
   * The shipped catalogue with the user's files added; an entry of the user's stands before a
   * shipped one for the same function.
   *
   * @throws CatalogueException with all mistakes of all files together
   * @throws IOException if a file cannot be read
   */
  public static Catalogue with(List<Path> userFiles) throws IOException, CatalogueException {
    CatalogueReader reader = new CatalogueReader();
    for (Path file : userFiles) {
      reader.read(file.toString(), UserFiles.text(file));
    }
    if (!reader.mistakes().isEmpty()) {
      throw new CatalogueException(reader.mistakes());
    }
    readShipped(reader);
    return made(reader);
  }

  private static void readShipped(CatalogueReader reader) {
    try (InputStream in = Catalogue.class.getResourceAsStream(SHIPPED)) {
      if (in == null) {
        throw new IllegalStateException(SHIPPED + " is missing from the jar");
      }
      reader.read("shipped", new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!reader.mistakes().isEmpty()) {
      throw new IllegalStateException(new CatalogueException(reader.mistakes()));
    }
  }

  private static Catalogue made(CatalogueReader reader) {
    return new Catalogue(
        reader.pools(), reader.facts(), Thresholds.of(reader.thresholds()), reader.lint());
  }

  /** Every known pool, the user's first. */
  public List<PoolEntry> pools() {
    return pools;
  }

  /** Every fact of a table, the user's first. */
  public List<Fact> facts(Fact.Kind kind) {
    return facts.stream().filter(fact -> fact.kind() == kind).toList();
  }

  /** What the user wants of the source checks. */
  public LintSettings lint() {
    return lint;
  }

  /** The limits, as the user set them or as they stand by default. */
  public Thresholds thresholds() {
    return thresholds;
  }

  /** Which pool's function this is; its name may carry type arguments or parameters. */
  public Optional<Known> known(String function) {
    return Optional.ofNullable(knownByFunction.get(Names.plain(function)));
  }

  /** The pool of this type. */
  public Optional<PoolEntry> poolOfType(String type) {
    return Optional.ofNullable(poolByType.get(type));
  }

  /** The pool whose workings this function or class belongs to. */
  public Optional<PoolEntry> inside(String function) {
    return insides.find(Names.plain(function));
  }

  /** Why this function allocates, if the cause is plain. */
  public Optional<Fact> cause(String function) {
    return Optional.ofNullable(causeByFunction.get(Names.plain(function)));
  }

  /** What this function builds, if that is made to be shared. */
  public Optional<Fact> build(String function) {
    return Optional.ofNullable(buildByFunction.get(Names.plain(function)));
  }

  /** What a goroutine or thread with this function at its root stands for, if that is known. */
  public Optional<Fact> task(String function) {
    return Optional.ofNullable(taskByFunction.get(Names.plain(function)));
  }

  /** Whether a function is the allocator itself. */
  public boolean isAllocator(String function) {
    return allocators.contains(Names.plain(function));
  }

  /** Whether a function belongs to a runtime or a library and not to an application. */
  public boolean isLibrary(Language language, String function) {
    String name = Names.plain(function);
    if (insides.find(name).isPresent()) {
      return true;
    }
    if (language == Language.GO) {
      return GoNames.isStandard(name) || libraries.find(name).isPresent();
    }
    return libraries.find(name).isPresent();
  }
}
