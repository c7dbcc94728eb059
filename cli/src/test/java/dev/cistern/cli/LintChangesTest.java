package dev.cistern.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.house.Tools;
import dev.cistern.house.Tools.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Fixes, changes, settings, suppressions and baselines on a real git repository. */
final class LintChangesTest {
  private static final String HEAD =
      """
      package shop

      import (
      	"bytes"
      	"sync"
      )

      var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

      """;
  private static final String OLD =
      """
      func old(name string) int {
      	b := buffers.Get().(*bytes.Buffer)
      	b.Reset()
      	b.WriteString(name)
      	buffers.Put(b)
      	return b.Len()
      }
      """;
  private static final String NEW = OLD.replace("old(", "fresh(");

  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("render.go");
  }

  private void git(String... arguments) {
    List<String> command = new ArrayList<>(List.of("git", "-c", "user.name=t", "-c"));
    command.add("user.email=t@example.com");
    command.addAll(List.of(arguments));
    Output output = Tools.run(folder, Duration.ofSeconds(20), command);
    assertThat(output.exit()).as(output.err()).isZero();
  }

  private Output lint(Object... arguments) {
    List<Object> all = new ArrayList<>(List.of("lint", "."));
    all.addAll(List.of(arguments));
    return new Cistern(folder).run(all.toArray());
  }

  private List<String> found(Object... arguments) {
    List<Object> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--format", "json"));
    JsonNode findings = JsonMapper.shared().readTree(lint(all.toArray()).out()).at("/findings");
    List<String> found = new ArrayList<>();
    findings.forEach(one ->
        found.add(
            one.at("/severity").asString()
                + " "
                + one.at("/rule").asString()
                + " "
                + one.at("/place/function").asString().replaceAll(".*\\.", "")));
    return found;
  }

  @BeforeEach
  void repository() throws IOException {
    Files.writeString(folder.resolve("go.mod"), "module example.com/shop\n\ngo 1.22\n");
    Files.writeString(file(), HEAD + OLD);
    git("init", "-q");
    git("add", ".");
    git("commit", "-q", "-m", "old");
  }

  @Test
  void only_findings_on_changed_lines_are_told_of_a_change() throws IOException {
    assertThat(found("--changed-since", "HEAD")).isEmpty();
    Files.writeString(file(), HEAD + "// moved\n\n" + OLD + "\n" + NEW);
    Files.writeString(
        folder.resolve("more.go"), HEAD.replace("var buffers", "var more") + "\nfunc more2() {}\n");

    assertThat(found()).hasSize(2);
    assertThat(found("--changed-since", "HEAD")).containsExactly("high POOL-04 fresh");
    git("commit", "-q", "-am", "new");
    assertThat(found("--changed-since", "HEAD")).isEmpty();
    assertThat(found("--changed-since", "HEAD~1")).containsExactly("high POOL-04 fresh");
    Output unknown = lint("--changed-since", "nowhere");
    assertThat(unknown.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(unknown.err()).contains("--changed-since").hasLineCount(1);
    assertThat(lint("--changed-since", "--output=x").exit()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void a_baseline_and_a_comment_survive_a_commit_that_moves_lines() throws IOException {
    lint("--write-baseline", "known.txt");
    Files.writeString(file(), HEAD + "// moved\n\n" + OLD + "\n" + NEW);
    git("commit", "-q", "-am", "new");

    assertThat(found("--baseline", "known.txt")).containsExactly("high POOL-04 fresh");
    String told = NEW.replace("return b.Len()", "return b.Len() //cistern:ignore POOL-04 never so");
    Files.writeString(file(), HEAD + OLD + "\n" + told);
    assertThat(found("--baseline", "known.txt")).isEmpty();
  }

  @Test
  void the_settings_switch_rules_set_severities_and_leave_files_out() throws IOException {
    Path settings = folder.resolve("cistern.toml");
    Files.writeString(settings, "[lint.severity]\nPOOL-04 = \"low\"\n");
    assertThat(found()).containsExactly("low POOL-04 old");
    Files.writeString(settings, "[lint]\noff = [\"POOL-04\"]\n");
    assertThat(found()).isEmpty();
    Files.writeString(settings, "[lint]\nexclude = [\"*.go\"]\n");
    assertThat(found()).isEmpty();
    Files.writeString(
        settings, "[lint]\nof = [\"POOL-04\"]\n\n[lint.severity]\nPOOL-04 = \"bad\"\n");
    Output wrong = lint();
    assertThat(wrong.exit()).isEqualTo(ExitCode.UNREADABLE);
    assertThat(wrong.err()).contains("lint.of", "lint.POOL-04", "cistern.toml:2", "cistern.toml:5");
  }

  @Test
  void a_diff_applies_with_git_and_changes_nothing_before() throws IOException {
    Output diff = lint("--diff");
    assertThat(Files.readString(file())).isEqualTo(HEAD + OLD);
    assertThat(diff.exit()).isEqualTo(ExitCode.FINDINGS);
    Files.writeString(folder.resolve("p.diff"), diff.out());
    git("apply", "p.diff");

    assertThat(Files.readString(file())).contains("\tdefer buffers.Put(b)\n");
    assertThat(found()).isEmpty();
  }

  @Test
  void a_fix_is_made_once_and_a_file_in_conflict_is_left_alone() throws IOException {
    String conflict = HEAD.replace("buffers", "other") + "<<<<<<< HEAD\n" + NEW;
    Path broken = Files.writeString(folder.resolve("conflict.go"), conflict);
    Output fixed = lint("--fix");

    assertThat(fixed.err()).contains("mended 1 file");
    assertThat(Files.readString(file())).contains("\tdefer buffers.Put(b)\n");
    assertThat(Files.readString(broken)).isEqualTo(conflict);
    assertThat(lint("--fix").err()).contains("mended 0 files");
    try (var left = Files.list(folder)) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder(".git", "conflict.go", "go.mod", "render.go");
    }
  }

  @Test
  void the_pools_of_a_code_base_are_told_with_their_users() {
    Output table = new Cistern(folder).run("pools", ".", "--no-color");
    assertThat(table.exit()).as(table.err()).isZero();
    assertThat(table.out()).contains("shop.buffers", "*bytes.Buffer", "render.go:8", "shop.old:11");
    Output json = new Cistern(folder).run("pools", ".", "--format", "json");
    JsonNode pool = JsonMapper.shared().readTree(json.out()).at("/pools/0");
    assertThat(pool.at("/name").asString()).isEqualTo("example.com/shop.buffers");
    assertThat(pool.at("/takes/0/place/line").asInt()).isEqualTo(11);
    assertThat(pool.at("/gives/0/place/line").asInt()).isEqualTo(14);
  }
}
