package dev.cistern.collect.overlay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OverlayTest {
  private static final String POOL =
      """
      package sync

      func (p *Pool) Put(x any) {
      	if x == nil {
      		return
      	}
      	if race.Enabled {
      		if runtime_randn(4) == 0 {
      			return
      		}
      	}
      	l, _ := p.pin()
      }

      func (p *Pool) Get() any {
      	l, pid := p.pin()
      	x := l.private
      	if x == nil {
      		x, _ = l.shared.popHead()
      		if x == nil {
      			x = p.getSlow(pid)
      		}
      	}
      	if x == nil && p.New != nil {
      		x = p.New()
      	}
      	return x
      }

      func (p *Pool) getSlow(pid int) any {
      	for {
      		return x
      	}
      	if uintptr(pid) >= size {
      		return nil
      	}
      	if x := l.private; x != nil {
      		return x
      	}
      	for {
      		return x
      	}
      	return nil
      }
      """;

  @TempDir private Path dir;

  private GoToolchain toolchain(String pool, int minor) throws IOException {
    Path root = dir.resolve("go");
    Files.createDirectories(root.resolve("src/sync"));
    Files.writeString(root.resolve("src/sync/pool.go"), pool);
    return new GoToolchain("go", root, "go1." + minor, minor, "", false);
  }

  @Test
  void a_get_tells_its_stage_and_no_line_moves() throws Exception {
    Overlay overlay = Overlay.write(dir.resolve("out"), toolchain(POOL, 26), OverlayOptions.EXACT);
    String edited = Files.readString(dir.resolve("out/src/sync/pool.go"));
    assertThat(edited.lines().count()).isEqualTo(POOL.lines().count());
    assertThat(edited)
        .contains("x, cisternStage = p.getSlow(pid)", "return x, 's'", "return x, 'v'")
        .contains("return x, 'w'", "cisternGet(p, x, cisternStage)", "cisternPut(p, x, 'd')");
    assertThat(Files.readString(overlay.file()))
        .contains("\"" + dir.resolve("go/src/sync/pool.go") + "\"");
  }

  @Test
  void another_pool_than_the_known_one_is_refused_with_what_is_missing() throws Exception {
    GoToolchain other = toolchain(POOL.replace("x = p.getSlow(pid)", "x = p.slow(pid)"), 26);
    assertThatThrownBy(() -> Overlay.write(dir.resolve("out"), other, OverlayOptions.EXACT))
        .isInstanceOf(OverlayException.class)
        .hasMessageContaining("wanted the line 'x = p.getSlow(pid)' 1 times, found it 0 times");
  }

  @Test
  void go_1_22_is_asked_for_its_generation_since_it_has_no_flag() throws Exception {
    Overlay.write(dir.resolve("out"), toolchain(POOL, 22), OverlayOptions.EXACT);
    assertThat(Files.readString(dir.resolve("out/src/runtime/zz_cistern.go")))
        .contains("&trace.gen");
    assertThat(Files.readString(dir.resolve("out/src/sync/zz_cistern.go")))
        .contains("*cisternTracing != 0");
  }

  @Test
  void a_sampling_rate_is_a_power_of_two() throws Exception {
    assertThat(OverlayOptions.shiftOf("1")).isZero();
    assertThat(OverlayOptions.shiftOf("1/64")).isEqualTo(6);
    assertThatThrownBy(() -> OverlayOptions.shiftOf("1/60")).hasMessageContaining("'1/60'");
    assertThatThrownBy(() -> OverlayOptions.shiftOf("64")).hasMessageContaining("'64'");
  }

  @Test
  void a_command_with_an_overlay_of_its_own_is_refused() {
    assertThatThrownBy(() -> GoRun.goOf(List.of("go", "build", "-overlay=mine.json")))
        .hasMessageContaining("Go takes one only");
  }

  @Test
  void a_binary_without_the_events_is_told_from_one_with_them() throws Exception {
    byte[] large = new byte[200_000];
    byte[] name = "sync.cisternGet".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    Path without = Files.write(dir.resolve("without"), large);
    System.arraycopy(name, 0, large, (1 << 16) - 7, name.length); // over the border of two blocks
    Path with = Files.write(dir.resolve("with"), large);
    assertThat(Binaries.carryEvents(without)).isFalse();
    assertThat(Binaries.carryEvents(with)).isTrue();
  }

  @Test
  void a_missing_go_is_told_in_a_sentence() {
    assertThatThrownBy(() -> GoToolchain.of("no-such-go", dir, Map.of()))
        .hasMessage("'no-such-go' cannot be run: is Go installed and on the PATH?");
  }
}
