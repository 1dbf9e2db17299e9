package io.wood.method.network.weights;

/** A weights file that does not fit the network; the message names the keys and the remedy. */
public final class WrongWeightsException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  public WrongWeightsException(String message) {
    super(message);
  }

  public WrongWeightsException(String message, Throwable cause) {
    super(message, cause);
  }
}
