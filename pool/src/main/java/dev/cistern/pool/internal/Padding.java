package dev.cistern.pool.internal;

/**
 * Two cache lines of nothing, before fields that one thread writes: the processor fetches lines in
 * pairs, and a neighbour's writes would otherwise take them away.
 */
@SuppressWarnings("unused") // space is all they are for
abstract class Padding {
  /** Fills the gap behind the object's header, where a subclass's field would be laid otherwise. */
  int p0;

  long p00;
  long p01;
  long p02;
  long p03;
  long p04;
  long p05;
  long p06;
  long p07;
  long p08;
  long p09;
  long p10;
  long p11;
  long p12;
  long p13;
  long p14;
  long p15;
}
