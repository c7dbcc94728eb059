package dev.cistern.lint;

import dev.cistern.catalogue.Catalogue;
import dev.cistern.lint.flow.Analyzer;
import dev.cistern.lint.flow.Knowledge;
import dev.cistern.lint.front.go.tree.GoFile;
import dev.cistern.lint.ir.Func;
import dev.cistern.lint.ir.IrPrinter;
import dev.cistern.lint.lower.GoProgram;
import dev.cistern.lint.lower.GoSeen;
import dev.cistern.lint.lower.GoTree;
import dev.cistern.lint.rules.Found;
import dev.cistern.lint.rules.Rule;
import dev.cistern.lint.rules.Rules;
import dev.cistern.model.Language;
import dev.cistern.model.LintResult;
import dev.cistern.model.SourcePool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Looks for pool faults in the sources under some paths. */
public final class Linter {
  private static final long STACK_BYTES = 256L << 20;
  private final Catalogue catalogue;
  private final LintOptions options;

  public Linter(Catalogue catalogue, LintOptions options) {
    this.catalogue = catalogue;
    this.options = options;
  }

  /** Looks at everything under the paths. */
  public LintResult lint(List<Path> paths) throws IOException {
    return lint(paths, Gathering.base(paths));
  }

  /** Looks at everything under the paths, and tells files from a folder on. */
  public LintResult lint(List<Path> paths, Path base) throws IOException {
    GoTree tree = new GoTree(paths, options.tests());
    GoProgram program = new GoProgram(tree);
    Gathering gathering = new Gathering(program, base, options);
    List<Found> found = new ArrayList<>();
    List<SourcePool> pools = new ArrayList<>();
    onDeepStack(() -> {
      GoSeen seen = look(tree, program);
      found.addAll(find(seen));
      pools.addAll(PoolMap.of(seen, program, gathering::shown));
    });
    return gathering.result(found, tree.fileCount(), pools);
  }

  /** The forms of the functions whose full name ends with this. */
  public String explain(List<Path> paths, String function) throws IOException {
    GoTree tree = new GoTree(paths, options.tests());
    GoProgram program = new GoProgram(tree);
    StringBuilder out = new StringBuilder();
    onDeepStack(() -> {
      for (String path : tree.paths()) {
        for (String name : program.functions(path)) {
          if (name.equals(function) || name.endsWith("." + function)) {
            print(program, name, out);
          }
        }
      }
    });
    return out.toString();
  }

  private static void print(GoProgram program, String name, StringBuilder out) {
    Func func = program.function(name);
    GoFile file = func == null ? null : program.file(func.file());
    if (func != null && file != null) {
      out.append(IrPrinter.print(func, file::line)).append('\n');
    }
  }

  private GoSeen look(GoTree tree, GoProgram program) {
    Knowledge knowledge = new Knowledge(catalogue, Language.GO);
    Candidates candidates =
        new Candidates(catalogue, program, new Relevance(catalogue).packages(tree));
    Analyzer analyzer = new Analyzer(program, knowledge, candidates::has);
    List<String> functions = candidates.follow(analyzer);
    return new GoSeen(program, analyzer, functions);
  }

  private List<Found> find(GoSeen seen) {
    List<Found> found = new ArrayList<>();
    for (Rule rule : Rules.all()) {
      if (options.isOn(rule.id())) {
        found.addAll(rule.check(seen));
      }
    }
    return found;
  }

  /** Trees and paths may be deep: runs on a thread with a large stack. */
  private static void onDeepStack(Runnable run) {
    List<Throwable> failures = new ArrayList<>();
    Thread thread =
        new Thread(
            null,
            () -> {
              try {
                run.run();
              } catch (RuntimeException | Error e) {
                failures.add(e);
              }
            },
            "lint",
            STACK_BYTES);
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
    if (!failures.isEmpty()) {
      throw new IllegalStateException(failures.getFirst());
    }
  }
}
