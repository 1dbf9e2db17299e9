package io.wood.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * The certificate authorities that a client trusts: those of the JDK, and those of a file, such as
 * a cluster's own.
 *
 * @param context for connections
 * @param manager the context's own check of certificates
 */
public record TrustedAuthorities(SSLContext context, X509TrustManager manager) {

  /**
   * Trusts the authorities of a file too.
   *
   * @param pem one or more certificates in PEM
   * @throws IllegalArgumentException when the file cannot be read or holds no certificate
   */
  public static TrustedAuthorities with(Path pem) {
    try (InputStream text = Files.newInputStream(pem)) {
      Collection<? extends Certificate> added =
          CertificateFactory.getInstance("X.509").generateCertificates(text);
      if (added.isEmpty()) {
        throw new IllegalArgumentException(
            pem + " holds no certificate; it must have one or more in PEM");
      }
      KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
      all.load(null, null);
      for (Certificate certificate : added) {
        all.setCertificateEntry("added-" + all.size(), certificate);
      }
      for (X509Certificate known : manager(null).getAcceptedIssuers()) {
        all.setCertificateEntry("known-" + all.size(), known);
      }
      X509TrustManager manager = manager(all);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {manager}, null);
      return new TrustedAuthorities(context, manager);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "%s cannot be read as certificates in PEM: %s".formatted(pem, e.getMessage()), e);
    }
  }

  private static X509TrustManager manager(KeyStore authorities) throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(authorities);
    return Arrays.stream(factory.getTrustManagers())
        .filter(X509TrustManager.class::isInstance)
        .map(X509TrustManager.class::cast)
        .findFirst()
        .orElseThrow();
  }
}
