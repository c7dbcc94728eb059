package dev.cistern.lab.flashsale;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;

/** Writes the process's own thread dump, as {@code jcmd PID Thread.dump_to_file -format=json}. */
final class Dumps {
  private Dumps() {}

  static void writeDump(Path file) throws IOException {
    ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
        .dumpThreads(file.toAbsolutePath().toString(), ThreadDumpFormat.JSON);
  }
}
