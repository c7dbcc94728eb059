package dev.cistern.house;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.util.List;
import java.util.stream.Stream;

/**
 * The import table: which package may see which. All may use the JDK and libraries; what is not
 * named here is not seen. The data flows collect → format → model → analysis and lint → report, and
 * imports follow it.
 */
final class Imports {
  /** One line of the table: {@code name} (with all below it) may import {@code seen}. */
  private record Line(String name, List<String> seen) {}

  private static final List<Line> TABLE =
      List.of(
          new Line("model", List.of()),
          new Line("catalogue", List.of("model")),
          new Line("format", List.of("model")),
          new Line("collect", List.of("model", "format", "catalogue")),
          new Line("lint", List.of("model", "catalogue")),
          new Line("analysis", List.of("model", "catalogue")),
          new Line("report", List.of("model")),
          new Line(
              "live",
              List.of("model", "catalogue", "format", "collect", "lint", "analysis", "report")));

  private Imports() {}

  /** The whole table as one rule over the packages below {@code root}. */
  static ArchRule table(String root) {
    ArchRule rule = everyPackageIsListed(root);
    for (Line line : TABLE) {
      rule = CompositeArchRule.of(rule).and(lineHolds(root, line));
    }
    return rule;
  }

  private static ArchRule lineHolds(String root, Line line) {
    String[] seen =
        Stream.concat(Stream.of(line.name()), line.seen().stream())
            .map(name -> below(root, name))
            .toArray(String[]::new);
    DescribedPredicate<JavaClass> allowed =
        resideOutsideOfPackages(root + "..").or(resideInAnyPackage(seen));
    return classes()
        .that(resideInAPackage(below(root, line.name())))
        .should()
        .onlyDependOnClassesThat(allowed)
        .as(line.name() + " may import " + (line.seen().isEmpty() ? "nothing" : line.seen()))
        .allowEmptyShould(true);
  }

  private static ArchRule everyPackageIsListed(String root) {
    String[] listed = TABLE.stream().map(line -> below(root, line.name())).toArray(String[]::new);
    return classes()
        .should()
        .resideInAnyPackage(listed)
        .as("every package of this module is in the import table")
        .allowEmptyShould(true);
  }

  private static String below(String root, String name) {
    return root + "." + name + "..";
  }
}
