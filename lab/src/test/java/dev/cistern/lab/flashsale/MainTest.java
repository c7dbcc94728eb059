package dev.cistern.lab.flashsale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cistern.lab.demo.DemoFault;
import dev.cistern.lab.demo.ServiceProgram;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class MainTest {
  @Test
  void the_service_ends_when_its_parent_is_gone() throws Exception {
    Process service = start("--seconds", "60");
    assertThat(service.inputReader().readLine()).matches("port [0-9]+");
    service.outputWriter().close();
    assertThat(service.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(service.exitValue()).isZero();
  }

  @Test
  void the_service_ends_by_itself_when_its_time_is_over() throws Exception {
    Process service = start("--seconds", "1");
    assertThat(service.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(service.errorReader().readLine()).contains("time is over");
    assertThat(service.exitValue()).isEqualTo(1);
  }

  @Test
  void a_wrong_option_is_told_and_exits_2() throws Exception {
    Process service = start("--fault", "per-cal");
    assertThat(service.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(service.exitValue()).isEqualTo(2);
    assertThat(service.errorReader().readLine())
        .isEqualTo(
            "--fault: wanted one of never-released, per-call, thread-local, oversized,"
                + " watch-leak, saturated, keeps-all, found per-cal");
  }

  @Test
  void the_service_knows_every_fault_of_the_demo_by_its_name() {
    for (DemoFault fault : DemoFault.values()) {
      assertThat(PlantedFault.parseFaults(fault.optionName()))
          .containsExactly(PlantedFault.valueOf(fault.name()));
    }
    assertThat(PlantedFault.parseFaults("")).isEmpty();
    assertThat(PlantedFault.parseFaults("oversized, per-call"))
        .isEqualTo(EnumSet.of(PlantedFault.PER_CALL, PlantedFault.OVERSIZED));
    assertThatThrownBy(() -> PlantedFault.parseFaults("none"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Process start(String... options) throws Exception {
    ServiceProgram program = ServiceProgram.flashSale();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx64m", "-cp", program.classPath(), program.mainClass()));
    command.addAll(List.of(options));
    return new ProcessBuilder(command).start();
  }
}
