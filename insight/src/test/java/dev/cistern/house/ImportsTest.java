package dev.cistern.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.EvaluationResult;
import org.junit.jupiter.api.Test;

final class ImportsTest {
  @Test
  void imports_follow_the_way_of_the_data() {
    var classes =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.cistern");
    assertThat(classes).as("classes found").isNotEmpty();
    Imports.table("dev.cistern").check(classes);
  }

  @Test
  void a_forbidden_import_is_told_with_both_ends() {
    assertThat(wrongTree().getFailureReport().getDetails())
        .anyMatch(line -> line.contains("wrong.model.Total") && line.contains("wrong.report.Page"))
        .anyMatch(line -> line.contains("wrong.format.pprof.Reader") && line.contains("report"))
        .noneMatch(line -> line.contains("wrong.report.Page> depends on"));
  }

  @Test
  void a_package_that_the_table_does_not_name_is_told() {
    assertThat(wrongTree().getFailureReport().getDetails())
        .anyMatch(line -> line.contains("wrong.misc.Helper"));
  }

  private static EvaluationResult wrongTree() {
    String root = "dev.cistern.house.wrong";
    return Imports.table(root).evaluate(new ClassFileImporter().importPackages(root));
  }
}
