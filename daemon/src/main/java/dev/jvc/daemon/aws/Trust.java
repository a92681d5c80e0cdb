package dev.jvc.daemon.aws;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** The certificate authorities of {@code AWS_CA_BUNDLE}, a file of PEM certificates. */
final class Trust {

  private Trust() {}

  /**
   * Trust in the authorities of a bundle, and in no others.
   *
   * @throws IllegalArgumentException when the file cannot be read or holds no certificate
   */
  static TrustManager[] in(Path bundle) {
    try (InputStream pem = Files.newInputStream(bundle)) {
      Collection<? extends Certificate> authorities =
          CertificateFactory.getInstance("X.509").generateCertificates(pem);
      if (authorities.isEmpty()) {
        throw new IllegalArgumentException("AWS_CA_BUNDLE holds no certificate: " + bundle);
      }
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int number = 0;
      for (Certificate authority : authorities) {
        store.setCertificateEntry("authority-" + number++, authority);
      }
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      return factory.getTrustManagers();
    } catch (IOException unreadable) {
      throw new IllegalArgumentException("AWS_CA_BUNDLE cannot be read: " + bundle, unreadable);
    } catch (GeneralSecurityException malformed) {
      throw new IllegalArgumentException(
          "AWS_CA_BUNDLE is not a file of PEM certificates: " + bundle, malformed);
    }
  }
}
