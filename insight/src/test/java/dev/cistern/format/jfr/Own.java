package dev.cistern.format.jfr;

import jdk.jfr.Event;
import jdk.jfr.Name;

/** An event that no reader knows, with a field of every type. */
@Name(Own.NAME)
final class Own extends Event {
  static final String NAME = "dev.cistern.Own";

  boolean flag = true;
  byte tiny = -1;
  char letter = 'ü';
  short small = -300;
  int number = -70_000;
  long large = Long.MIN_VALUE;
  float real = 1.5f;
  double precise = -2.25;
  String ascii = "plain";
  String latin = "Grüße";
  String wide = "κόσμε 🌊";
  String empty = "";
  Class<?> type = Own.class;
  Thread thread = Thread.currentThread();

  static void commitAll() {
    for (int i = 0; i < 10; i++) {
      Own event = new Own();
      event.number = i;
      event.commit();
    }
  }
}
