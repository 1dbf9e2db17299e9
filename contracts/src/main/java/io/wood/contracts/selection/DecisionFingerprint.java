package io.wood.contracts.selection;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.wood.contracts.Sha256Digest;
import io.wood.contracts.event.CurationDecided;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * Identifies the decisions of a log by their content: the sum of the SHA-256 of every record, as
 * four numbers of 64 bits. Partitions may be read in any order. A copy of a topic has the same
 * fingerprint; the decisions of another log do not.
 */
public final class DecisionFingerprint {
  private static final int WORDS = 4;

  private final long[] sum = new long[WORDS];
  private final MessageDigest sha256 = Sha256Digest.create();

  /** Adds a record of the log. */
  public void add(CurationDecided decision) {
    String content =
        String.join(
            "\n",
            decision.decision(),
            decision.image(),
            decision.verdict().name(),
            decision.reviewer(),
            decision.decidedAt().toString());
    ByteBuffer hash = ByteBuffer.wrap(sha256.digest(content.getBytes(UTF_8)));
    for (int i = 0; i < WORDS; i++) {
      sum[i] += hash.getLong();
    }
  }

  /** The fingerprint of all records so far: 64 hexadecimal digits, zeros without any record. */
  public String value() {
    ByteBuffer bytes = ByteBuffer.allocate(WORDS * Long.BYTES);
    for (long word : sum) {
      bytes.putLong(word);
    }
    return HexFormat.of().formatHex(bytes.array());
  }
}
