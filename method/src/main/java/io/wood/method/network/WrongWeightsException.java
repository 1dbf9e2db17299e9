package io.wood.method.network;

/** A weights file that does not fit the network; the message names the keys and the remedy. */
public final class WrongWeightsException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  WrongWeightsException(String message) {
    super(message);
  }

  WrongWeightsException(String message, Throwable cause) {
    super(message, cause);
  }
}
