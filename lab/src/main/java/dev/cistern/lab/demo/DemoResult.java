package dev.cistern.lab.demo;

import java.nio.file.Path;

/** A recording that was brought home, and the requests served while it ran. */
public record DemoResult(Path recording, Traffic traffic) {}
