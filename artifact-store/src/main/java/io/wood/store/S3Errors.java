package io.wood.store;

import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import io.minio.errors.ServerException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Set;

/**
 * Translates what the S3 client throws into the exceptions of the port. What is not about the
 * object itself, wrong credentials and missing buckets included, counts as transient: an operator
 * can repair it while callers wait.
 */
final class S3Errors {
  private static final int NOT_FOUND = 404;
  private static final int PRECONDITION_FAILED = 412;
  private static final int FAULT = 500;

  /** No object can have such a name, or it is archived: asking again changes nothing. */
  private static final Set<String> NEVER =
      Set.of(
          "KeyTooLongError", "XMinioInvalidObjectName", "InvalidObjectName", "InvalidObjectState");

  private S3Errors() {}

  /** A request to the client. */
  @FunctionalInterface
  interface Request<T> {
    T send() throws MinioException;
  }

  /** The client wraps an unreachable server in an exception that says "programming error". */
  static <T> T send(Request<T> request) throws MinioException, IOException {
    try {
      return request.send();
    } catch (IllegalStateException e) {
      if (e.getCause() instanceof IOException unreachable) {
        throw unreachable;
      }
      if (e.getCause() instanceof GeneralSecurityException untrusted) {
        throw new IOException(
            "the store's certificate is not trusted; name its authority in wood.store.ca-file"
                + " (command line: --ca). "
                + untrusted.getMessage());
      }
      throw e;
    }
  }

  static boolean isMissing(MinioException e) {
    return status(e) == NOT_FOUND && !"NoSuchBucket".equals(code(e));
  }

  /** The server answered that it cannot give an object of this name, now or later. */
  static boolean isUnreadable(MinioException e) {
    return isMissing(e) || NEVER.contains(code(e));
  }

  static boolean isPreconditionFailed(MinioException e) {
    return status(e) == PRECONDITION_FAILED;
  }

  static StoreUnavailableException unavailable(String what, Throwable e) {
    Throwable root = e;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return new StoreUnavailableException(
        "%s failed: %s".formatted(what, root.getMessage() == null ? root : root.getMessage()),
        e,
        e instanceof MinioException answer && status(answer) == FAULT);
  }

  private static int status(MinioException e) {
    if (e instanceof ErrorResponseException answer && answer.response() != null) {
      return answer.response().code();
    }
    return e instanceof ServerException server ? server.statusCode() : 0;
  }

  private static String code(MinioException e) {
    return e instanceof ErrorResponseException answer && answer.errorResponse() != null
        ? answer.errorResponse().code()
        : "";
  }
}
