package io.wood.bench.ranking;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.wood.bench.process.ServiceProcess;
import io.wood.cli.console.CommandFailedException;
import io.wood.method.image.ImageEncoder;
import io.wood.method.image.RgbImage;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** JPEGs of 48 megapixels, and their upload. */
final class LargePhotographs {
  private static final int WIDTH = 8000;
  private static final int HEIGHT = 6000;
  private static final double QUALITY = .8;
  private static final int ACCEPTED = 202;
  private static final String BOUNDARY = "wood-bench-photograph";

  private LargePhotographs() {}

  static byte[] file(int number) {
    byte[] pixels = new byte[3 * WIDTH * HEIGHT];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i / 4096 + number);
    }
    return ImageEncoder.jpeg(new RgbImage(WIDTH, HEIGHT, pixels), QUALITY);
  }

  /** Uploads all at once. */
  static void upload(ServiceProcess ranker, List<byte[]> files) {
    HttpClient http = HttpClient.newHttpClient();
    URI address = ranker.api().base().resolve("api/candidates");
    List<CompletableFuture<HttpResponse<String>>> answers =
        files.stream()
            .map(file -> http.sendAsync(form(address, file), BodyHandlers.ofString()))
            .toList();
    for (CompletableFuture<HttpResponse<String>> answer : answers) {
      if (answer.join().statusCode() != ACCEPTED) {
        throw new CommandFailedException("the upload was refused: " + answer.join().body());
      }
    }
  }

  private static HttpRequest form(URI address, byte[] file) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(
        """
        --%s
        Content-Disposition: form-data; name="image"; filename="large.jpg"
        Content-Type: image/jpeg

        """
            .formatted(BOUNDARY)
            .replace("\n", "\r\n")
            .getBytes(UTF_8));
    body.writeBytes(file);
    body.writeBytes("\r\n--%s--\r\n".formatted(BOUNDARY).getBytes(UTF_8));
    return HttpRequest.newBuilder(address)
        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
        .POST(BodyPublishers.ofByteArray(body.toByteArray()))
        .build();
  }
}
