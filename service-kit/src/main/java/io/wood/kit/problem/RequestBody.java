package io.wood.kit.problem;

/** Checks the body of a request. */
public final class RequestBody {
  private RequestBody() {}

  /**
   * Returns the body.
   *
   * @param example a body that would be accepted
   * @throws IllegalArgumentException when the request has none
   */
  public static <T> T required(T body, String example) {
    if (body == null) {
      throw new IllegalArgumentException("the body is missing; send " + example);
    }
    return body;
  }
}
