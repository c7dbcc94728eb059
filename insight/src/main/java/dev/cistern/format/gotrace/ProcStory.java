package dev.cistern.format.gotrace;

import dev.cistern.format.gotrace.Machine.Holds;
import java.util.Objects;

/** Follows processors through the ordered events: which thread has which. */
final class ProcStory {
  private final World world;
  private long generation;

  ProcStory(World world) {
    this.world = world;
  }

  void enter(long newGeneration) {
    generation = newGeneration;
  }

  /** Takes an event of a processor. */
  void event(Cursor event, Machine machine) {
    switch (event.type()) {
      case Wire.PROC_START -> {
        Proc proc =
            Objects.requireNonNullElseGet(
                world.findProc(event.arg(0)), () -> world.beginProc(event.arg(0)));
        proc.status = Proc.RUNNING;
        proc.sequence(generation, event.arg(1));
        machine.proc = proc;
        machine.hold(Holds.PROC);
      }
      case Wire.PROC_STOP -> {
        if (machine.proc != null) {
          machine.proc.status = Proc.IDLE;
        }
        machine.proc = null;
        machine.hold(Holds.NOTHING);
      }
      case Wire.PROC_STEAL -> steal(event, machine);
      case Wire.PROC_STATUS -> procStatus(event, machine);
      default -> {} // the number of processors
    }
  }

  private void steal(Cursor event, Machine machine) {
    Proc proc = world.beginProc(event.arg(0));
    boolean abandoned = proc.status == Proc.SYSCALL_ABANDONED;
    proc.status = Proc.IDLE;
    proc.sequence(generation, event.arg(1));
    Machine from = abandoned ? null : world.findMachine(event.arg(2));
    if (from != null && from.proc == proc) {
      from.proc = null;
      if (from == machine) {
        machine.hold(Holds.NOTHING);
      }
    }
  }

  private void procStatus(Cursor event, Machine machine) {
    Proc proc = world.beginProc(event.arg(0));
    int status = Math.clamp(event.arg(1), 0, Integer.MAX_VALUE);
    boolean promoted = status == Proc.SYSCALL_ABANDONED && proc.status == Proc.IN_SYSCALL;
    if (!promoted) {
      proc.status = status;
    }
    if (status == Proc.RUNNING || status == Proc.IN_SYSCALL) {
      machine.proc = proc;
      machine.hold(Holds.PROC);
    }
  }
}
