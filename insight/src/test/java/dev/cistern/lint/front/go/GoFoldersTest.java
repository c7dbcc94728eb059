package dev.cistern.lint.front.go;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.house.Tools;
import dev.cistern.lint.front.go.GoFolders.Folder;
import dev.cistern.lint.front.go.GoFolders.Options;
import dev.cistern.lint.front.go.GoUnit.Kind;
import dev.cistern.lint.front.go.GoUnit.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GoFoldersTest {
  private static final Options WITH_TESTS = new Options(Platform.LINUX_AMD64, false, true);
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @TempDir Path dir;

  private void write(String name, String text) throws IOException {
    Path file = dir.resolve(name);
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, text);
  }

  private GoFolders folders(Options options) {
    return GoFolders.under(List.of(dir), options);
  }

  private static String shown(GoUnit unit) {
    String files =
        unit.sources().stream()
            .map(source -> String.valueOf(source.path().getFileName()))
            .collect(Collectors.joining(" "));
    return unit.kind() + " " + unit.name() + ": " + files;
  }

  @Test
  void files_that_are_compiled_together_are_one_unit() throws IOException {
    write("go.mod", "// ours\nmodule example.com/m // here\n");
    write("a.go", "package m");
    write("a_linux.go", "package m");
    write("a_windows.go", "package m");
    write("b.go", "// Copyright\n\n//go:build !linux || windows\n\npackage m");
    write("b_unix.go", "//go:build unix && go1.21 && !purego\npackage m");
    write("gen.go", "//go:build ignore\n\npackage main");
    write("a_test.go", "package m");
    write("x_test.go", "package m_test");
    GoFolders folders = folders(WITH_TESTS);
    List<GoUnit> units = folders.units(folders.folders().getFirst());
    assertThat(units.stream().map(GoFoldersTest::shown))
        .containsExactly(
            "PACKAGE m: a.go a_linux.go b_unix.go",
            "TEST m: a_test.go",
            "EXTERNAL_TEST m_test: x_test.go",
            "APART m: a_windows.go",
            "APART m: b.go",
            "APART main: gen.go");
    assertThat(units.stream().map(GoUnit::importPath).distinct())
        .containsExactly("example.com/m", "example.com/m_test");
  }

  @Test
  void folders_are_those_the_go_command_looks_at_and_modules_inside() throws IOException {
    write("go.mod", "module example.com/m\n");
    for (String name :
        List.of(
            "a/x.go",
            "a/testdata/x.go",
            "_b/x.go",
            ".c/x.go",
            "d/_x.go",
            "d/.x.go",
            "src/e/x.go",
            "vendor/example.com/f/x.go",
            "node_modules/g/x.go")) {
      write(name, "package x");
    }
    write("tools/go.mod", "module \"example.com/tools\"\n");
    write("tools/h/x.go", "package h");
    assertThat(folders(Options.USUAL).folders().stream().map(Folder::importPath))
        .containsExactly("example.com/m/a", "example.com/m/src/e", "example.com/tools/h");
    Options vendored = new Options(Platform.LINUX_AMD64, true, false);
    assertThat(folders(vendored).find("example.com/f")).isPresent();
  }

  @Test
  void what_cannot_be_read_is_told_and_hides_nothing() throws IOException {
    write("go.mod", "module m\n");
    write("a.go", "package a");
    Files.createSymbolicLink(dir.resolve("loop.go"), dir.resolve("loop.go"));
    Files.createSymbolicLink(dir.resolve("up"), dir);
    Files.createDirectory(dir.resolve("folder.go"));
    byte[] large = new byte[(int) GoFolders.FILE_MAX_BYTES + 1];
    Files.write(dir.resolve("large.go"), large);
    GoFolders folders = GoFolders.under(List.of(dir, dir.resolve("none")), Options.USUAL);
    List<GoUnit> units = folders.units(folders.folders().getFirst());
    assertThat(units.stream().map(GoFoldersTest::shown)).containsExactly("PACKAGE a: a.go");
    assertThat(folders.skipped().stream().map(one -> String.valueOf(one.path().getFileName())))
        .containsExactlyInAnyOrder("loop.go", "large.go", "none");
  }

  @Test
  void a_single_file_and_a_linked_root_can_be_given() throws IOException {
    write("m/go.mod", "module m\n");
    write("m/p/a.go", "package p");
    write("m/p/b.go", "package p");
    Path link = Files.createSymbolicLink(dir.resolve("link"), dir.resolve("m"));
    GoFolders one = GoFolders.under(List.of(dir.resolve("m/p/b.go")), Options.USUAL);
    assertThat(one.folders()).extracting(Folder::importPath).containsExactly("m/p");
    GoFolders linked = GoFolders.under(List.of(link), Options.USUAL);
    Path file = linked.folders().getFirst().files().getFirst();
    assertThat(file).isEqualTo(link.resolve("p/a.go"));
  }

  @Test
  void a_condition_holds_as_the_go_command_has_it() {
    Map<String, Boolean> wanted =
        Map.of(
            "linux",
            true,
            "windows || cgo",
            true,
            "!linux",
            false,
            "(linux && amd64) && !race",
            true,
            "go1.26 && !go1.27",
            true,
            "unix&&gc",
            true,
            "mytag",
            false,
            "!(a||b)",
            true);
    wanted.forEach((text, holds) ->
        assertThat(
                BuildConstraint.of("//go:build " + text)
                    .map(one -> one.holds(Platform.LINUX_AMD64::has)))
            .as(text)
            .contains(holds));
    for (String broken : List.of("", "!!a", "a &&", "(a", "a b", "&& a", "a || || b", "a & b")) {
      assertThat(BuildConstraint.of("//go:build " + broken)).as(broken).isEmpty();
    }
    assertThat(BuildConstraint.of("//go:build " + "(".repeat(5_000))).isEmpty();
    assertThat(BuildConstraint.of("//go:builder x")).isEmpty();
  }

  @Test
  void a_name_tells_the_platform_it_is_for() {
    Map<String, String> wanted =
        Map.of(
            "a_linux.go",
            "linux",
            "a_linux_arm64.go",
            "linux arm64",
            "a_windows_test.go",
            "windows",
            "linux.go",
            "",
            "a_unix.go",
            "",
            "a_386.go",
            "386",
            "a_x_linux.go",
            "linux",
            "a_linux.pb.go",
            "linux",
            "a_arm64_linux.go",
            "linux",
            "a_test.go",
            "");
    wanted.forEach(
        (name, platform) -> assertThat(Platform.namedFor(name)).as(name).isEqualTo(platform));
  }

  @Test
  void packages_of_the_standard_library_are_those_of_go_list() {
    Path go = Tools.go();
    Path root =
        Path.of(Tools.run(dir, LIMIT, List.of(go.toString(), "env", "GOROOT")).out().strip());
    String format =
        "{{.ImportPath}}|{{join .GoFiles \" \"}} {{join .CgoFiles \" \"}}|{{join .TestGoFiles \" \"}}"
            + "|{{join .XTestGoFiles \" \"}}";
    var listed =
        Tools.run(
            root.resolve("src"),
            LIMIT,
            List.of(
                "env",
                "GOOS=linux",
                "GOARCH=amd64",
                "CGO_ENABLED=1",
                "GOFLAGS=",
                "GOEXPERIMENT=",
                go.toString(),
                "list",
                "-e",
                "-f",
                format,
                "./..."));
    assertThat(listed.exit()).as(listed.err()).isZero();
    Map<String, String> wanted = new TreeMap<>();
    for (String line : listed.out().lines().toList()) {
      String[] parts = line.split("\\|", -1);
      wanted.put(parts[0], sorted(parts[1]) + "|" + sorted(parts[2]) + "|" + sorted(parts[3]));
    }
    GoFolders folders =
        GoFolders.under(List.of(root.resolve("src")), new Options(platform(go), false, true));
    Map<String, String> found = new TreeMap<>();
    for (Folder folder : folders.folders()) {
      List<GoUnit> units = folders.units(folder);
      found.put(
          folder.importPath(),
          files(units, Kind.PACKAGE)
              + "|"
              + files(units, Kind.TEST)
              + "|"
              + files(units, Kind.EXTERNAL_TEST));
    }
    assertThat(wanted).hasSizeGreaterThan(250);
    List<String> different = new ArrayList<>();
    wanted.forEach((path, files) -> {
      if (!files.equals(found.get(path))) {
        different.add(path + ": wanted " + files + ", found " + found.get(path));
      }
    });
    assertThat(different).isEmpty();
  }

  /** The platform with the tags that this version of Go sets by itself. */
  private Platform platform(Path go) {
    String format = "{{join context.ToolTags \" \"}}|{{len context.ReleaseTags}}";
    String tags =
        Tools.run(dir, LIMIT, List.of(go.toString(), "list", "-f", format, "unsafe")).out();
    int release = Integer.parseInt(tags.substring(tags.indexOf('|') + 1).strip());
    Set<String> experiments = Set.of(tags.substring(0, tags.indexOf('|')).split(" "));
    return new Platform("linux", "amd64", true, release, experiments);
  }

  private static Set<String> sorted(String names) {
    return new TreeSet<>(names.isBlank() ? List.of() : List.of(names.strip().split(" +")));
  }

  private static Set<String> files(List<GoUnit> units, Kind kind) {
    Set<String> names = new TreeSet<>();
    for (GoUnit unit : units) {
      if (unit.kind() == kind) {
        for (Source source : unit.sources()) {
          names.add(String.valueOf(source.path().getFileName()));
        }
      }
    }
    return names;
  }
}
