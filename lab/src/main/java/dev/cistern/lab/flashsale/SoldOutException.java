package dev.cistern.lab.flashsale;

/** Says that an order was refused because its item is sold out. */
final class SoldOutException extends Exception {
  private static final long serialVersionUID = 1;

  SoldOutException(int item) {
    super("item " + item + " is sold out", null, false, false);
  }
}
