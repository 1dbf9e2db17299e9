package io.wood.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs secrets.sh against a kubectl that keeps the files of the secrets in folders. */
class StoreCertificateTest {
  private static final String KUBECTL =
      """
      #!/usr/bin/env bash
      shift 2 # -n NAMESPACE
      if [ "$*" = "${FAILS:-} --ignore-not-found -o name" ]; then
        echo "no connection" >&2
        exit 1
      fi
      case "$1 $2" in
        "get secret") [ ! -d "$SECRETS/$3" ] || echo "secret/$3" ;;
        "delete secret") rm -rf "${SECRETS:?}/$3" ;;
        "create secret")
          mkdir "$SECRETS/$4" || exit 1
          for option in "${@:5}"; do
            file="${option#*=}"
            case "$option" in --from-file=*) cp "${file#*=}" "$SECRETS/$4/${file%%=*}" || exit 1 ;; esac
          done ;;
      esac
      """;

  @TempDir private Path folder;
  private Path secrets;

  @BeforeEach
  void prepare() throws IOException {
    Path kubectl = Files.writeString(folder.resolve("kubectl"), KUBECTL);
    assertThat(kubectl.toFile().setExecutable(true)).isTrue();
    secrets = Files.createDirectory(folder.resolve("secrets"));
  }

  @Test
  void minioGetsACertificateForItsNamesThatTheAuthoritySigned() throws Exception {
    run("wood");

    X509Certificate leaf = leaf();
    assertSigned(leaf);
    String store = Manifests.settings(Manifests.sources()).get("WOOD_STORE_ENDPOINT").asText();
    assertThat(leaf.getSubjectAlternativeNames())
        .extracting(name -> name.get(1).toString())
        .contains(URI.create(store).getHost(), "minio.wood.svc", "localhost", "127.0.0.1");
    assertThat(leaf.getNotAfter())
        .isAfter(Date.from(Instant.now().plus(Duration.ofDays(700))))
        .isBefore(Date.from(Instant.now().plus(Duration.ofDays(740))));
    assertThat(secrets.resolve("store-tls/tls.key")).content().contains("PRIVATE KEY");
  }

  @Test
  void whatExistsStays() throws Exception {
    run("wood");
    X509Certificate first = leaf();
    run("wood");

    assertThat(leaf()).isEqualTo(first);
  }

  /** A certificate without its authority is of no use: both are made again. */
  @Test
  void aRunThatWasStoppedIsRepeated() throws Exception {
    run("wood");
    Files.delete(secrets.resolve("store-ca/ca.crt"));
    Files.delete(secrets.resolve("store-ca"));
    run("wood");

    assertSigned(leaf());
  }

  @Test
  void aStoreThatHasACertificateGetsNone() throws Exception {
    Path authority = Files.writeString(folder.resolve("mine.crt"), "of the site");
    run("wood", authority.toString());

    assertThat(secrets.resolve("store-ca/ca.crt")).hasContent("of the site");
    assertThat(secrets.resolve("store-tls")).doesNotExist();
    assertThat(secrets.resolve("ranker-store")).exists();
  }

  @Test
  void anAuthorityThatExistsIsNotReplacedAndTheScriptSaysSo() throws Exception {
    run("wood");
    X509Certificate first = leaf();
    Path authority = Files.writeString(folder.resolve("mine.crt"), "of the site");
    run("wood", authority.toString());

    assertThat(output())
        .contains(authority + " is not used")
        .contains("kubectl -n wood delete secret store-ca");
    assertSigned(first);
  }

  /** Only the last look-up fails, as when the connection is lost. */
  @Test
  void nothingIsDeletedWhenASecretCannotBeLookedUp() throws Exception {
    run("wood");
    X509Certificate first = leaf();

    assertThat(status(Map.of("FAILS", "get secret store-ca"), "wood")).isEqualTo(1);
    assertThat(output()).contains("no connection").doesNotContain("delete");
    assertThat(leaf()).isEqualTo(first);
    assertSigned(first);
  }

  @Test
  void moreArgumentsAreRefusedWithTheUsage() throws Exception {
    assertThat(status(Map.of(), "wood", "ca.crt", "more")).isEqualTo(2);
    assertThat(output()).contains("usage: secrets.sh [NAMESPACE [AUTHORITY.crt]]");
    assertThat(secrets).isEmptyDirectory();
  }

  private void assertSigned(X509Certificate leaf) throws GeneralSecurityException, IOException {
    X509Certificate authority = certificate("store-ca/ca.crt");
    PKIXParameters trust = new PKIXParameters(Set.of(new TrustAnchor(authority, null)));
    trust.setRevocationEnabled(false);
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    assertThat(
            CertPathValidator.getInstance("PKIX")
                .validate(factory.generateCertPath(List.of(leaf)), trust))
        .isNotNull();
  }

  private X509Certificate leaf() throws GeneralSecurityException, IOException {
    return certificate("store-tls/tls.crt");
  }

  private X509Certificate certificate(String file) throws GeneralSecurityException, IOException {
    try (InputStream text = Files.newInputStream(secrets.resolve(file))) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(text);
    }
  }

  private void run(String... arguments) throws Exception {
    assertThat(status(Map.of(), arguments)).as(output()).isZero();
  }

  private String output() throws IOException {
    return Files.readString(folder.resolve("output"));
  }

  private int status(Map<String, String> environment, String... arguments) throws Exception {
    Programs.run("openssl", "version");
    ProcessBuilder script =
        new ProcessBuilder("bash", "secrets.sh")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile());
    script.command().addAll(List.of(arguments));
    script.environment().put("SECRETS", secrets.toString());
    script.environment().putAll(environment);
    script.environment().merge("PATH", folder.toString(), (path, own) -> own + ":" + path);
    return script.start().waitFor();
  }
}
