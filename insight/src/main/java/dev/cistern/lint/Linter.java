package dev.cistern.lint;

import dev.cistern.catalogue.Catalogue;
import dev.cistern.catalogue.Fact;
import dev.cistern.lint.flow.Knowledge;
import dev.cistern.lint.front.go.GoFolders;
import dev.cistern.lint.front.go.Platform;
import dev.cistern.lint.front.go.tree.GoFile;
import dev.cistern.lint.ir.Func;
import dev.cistern.lint.ir.IrPrinter;
import dev.cistern.lint.lower.GoParts;
import dev.cistern.lint.lower.GoProgram;
import dev.cistern.lint.lower.GoSeen;
import dev.cistern.lint.lower.java.JavaFacts;
import dev.cistern.lint.lower.java.JavaSeen;
import dev.cistern.lint.rules.Found;
import dev.cistern.lint.rules.Rule;
import dev.cistern.lint.rules.Rules;
import dev.cistern.lint.rules.Seen;
import dev.cistern.model.Language;
import dev.cistern.model.LintResult;
import dev.cistern.model.SourcePool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Looks for pool faults in the sources under some paths. */
public final class Linter {
  private final Catalogue catalogue;
  private final LintOptions options;
  private final Following following;

  /** Which functions are followed for what becomes of objects in them. */
  private enum Following {
    NONE,
    CONCERNED,
    ALL
  }

  /** A linter that follows the functions that concern pools. */
  public Linter(Catalogue catalogue, LintOptions options) {
    this(catalogue, options, Following.CONCERNED);
  }

  private Linter(Catalogue catalogue, LintOptions options, Following following) {
    this.catalogue = catalogue;
    this.options = options;
    this.following = following;
  }

  /** The same linter following every function, its text may concern pools or not. */
  public Linter everything() {
    return new Linter(catalogue, options, Following.ALL);
  }

  /** The same linter without the rules that follow objects. */
  public Linter glancing() {
    return new Linter(catalogue, options, Following.NONE);
  }

  /** Looks at everything under the paths. */
  public LintResult lint(List<Path> paths) throws IOException {
    return lint(paths, Gathering.base(paths));
  }

  /** The folder that {@link #lint(List)} tells files from: where the user stands, or his root. */
  public static Path base(List<Path> paths) {
    return Gathering.base(paths);
  }

  /** Looks at everything under the paths, and tells files from a folder on. */
  public LintResult lint(List<Path> paths, Path base) throws IOException {
    boolean everything = following == Following.ALL;
    Words words = new Words(Relevance.words(catalogue));
    Glance glance = new Glance(catalogue);
    GoParts parts = new GoParts(text -> everything || words.in(text), glance::places);
    GoFolders folders = folders(paths);
    GoProgram program = read(folders, parts);
    Candidates candidates = new Candidates(program, parts, new Knowledge(catalogue, Language.GO));
    List<String> functions =
        following == Following.NONE
            ? List.of()
            : candidates.follow(Relevance.seeds(catalogue), everything);
    Glance.Chosen chosen = Glance.choose(program, parts.all());
    TextScripts scripts = new TextScripts(folders.scripts());
    GoSeen seen =
        new GoSeen(
            program,
            candidates::analyzer,
            functions,
            chosen.functions(),
            chosen.maps(),
            scripts.all());
    JavaSources java = new JavaSources(new JavaFacts(catalogue), everything);
    JavaSeen javaSeen = java.read(paths, options.tests());
    AllSources sources = new AllSources(program, java, scripts);
    Gathering gathering = new Gathering(sources, base, options);
    List<Found> found = new ArrayList<>();
    List<SourcePool> pools = new ArrayList<>();
    // On one thread with a deep stack: what rules share is asked for in their order.
    Workers.each(
        List.of(seen),
        all -> {
          found.addAll(find(all, Rules.all(built())));
          pools.addAll(PoolMap.of(all, sources, gathering::shown));
          pools.addAll(PoolMap.ofJava(javaSeen, sources, gathering::shown));
          found.addAll(find(javaSeen, Rules.jvm(java.facts().pools(), java.program()::isKind)));
        });
    int read = parts.fileCount() + java.fileCount();
    int files = read == 0 ? folders.scripts().size() : read;
    return gathering.result(found, files, pools);
  }

  /** The forms of the functions whose full name ends with this. */
  public String explain(List<Path> paths, String function) throws IOException {
    GoParts parts = new GoParts(_ -> true);
    GoProgram program = read(folders(paths), parts);
    StringBuilder out = new StringBuilder();
    Workers.each(
        List.of(parts),
        one -> {
          for (GoParts.Part part : one.all()) {
            for (String name : program.functions(part.path())) {
              if (name.equals(function) || name.endsWith("." + function)) {
                print(program, name, out);
              }
            }
          }
        });
    out.append(new JavaSources(new JavaFacts(catalogue), true).explain(paths, function));
    return out.toString();
  }

  private GoFolders folders(List<Path> paths) {
    return GoFolders.under(
        paths, new GoFolders.Options(Platform.LINUX_AMD64, false, options.tests()));
  }

  /** What is made to be shared. */
  private List<Fact> built() {
    return catalogue.facts(Fact.Kind.BUILD).stream()
        .filter(fact -> fact.language() == Language.GO)
        .toList();
  }

  private static GoProgram read(GoFolders folders, GoParts parts) {
    Workers.each(folders.folders(), folder -> parts.add(folders, folder));
    GoProgram program = new GoProgram(parts);
    folders.skipped().forEach(skipped -> program.leftOut(skipped.path(), skipped.why()));
    return program;
  }

  private static void print(GoProgram program, String name, StringBuilder out) {
    Func func = program.function(name);
    GoFile file = func == null ? null : program.file(func.file());
    if (func != null && file != null) {
      out.append(IrPrinter.print(func, file::line)).append('\n');
    }
  }

  private List<Found> find(Seen seen, List<Rule> rules) {
    List<Found> found = new ArrayList<>();
    for (Rule rule : rules) {
      if (options.isOn(rule.id())) {
        found.addAll(rule.check(seen));
      }
    }
    return found;
  }
}
