import java.io.FileInputStream;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Sends a document to the RNDS, or to the homologation environment, and prints the id that it was given.
 *
 * RNDS_AUTH_URL, RNDS_EHR_URL: base URLs of the hosts. RNDS_PFX, RNDS_PFX_PASSWORD: the system's certificate.
 * RNDS_CA: PEM of the authority that the hosts' certificate is of. RNDS_OPERATOR: CNS of the professional.
 * Usage: java Send.java document.json
 */
public class Send {
  public static void main(String[] arguments) throws Exception {
    HttpClient client = HttpClient.newBuilder().sslContext(tls()).build();
    HttpRequest request = HttpRequest.newBuilder(URI.create(env("RNDS_EHR_URL") + "/api/fhir/r4/Bundle"))
        .header("X-Authorization-Server", "Bearer " + accessToken(client))
        .header("Authorization", env("RNDS_OPERATOR"))
        .header("User-Agent", "exemplo-java/1.0")
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofFile(Path.of(arguments[0])))
        .build();
    var answer = client.send(request, BodyHandlers.ofString());
    if (answer.statusCode() != 201) {
      // All that is wrong is told at once, in an OperationOutcome.
      System.err.println(answer.body());
      System.exit(1);
    }
    String location = answer.headers().firstValue("location").orElseThrow();
    System.out.println(location.substring(location.lastIndexOf('/') + 1));
  }

  /** One for many calls: good for 30 minutes. `expires_in` is in milliseconds. */
  static String accessToken(HttpClient client) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(env("RNDS_AUTH_URL") + "/api/token")).build();
    var answer = client.send(request, BodyHandlers.ofString());
    Matcher token = Pattern.compile("\"access_token\"\\s*:\\s*\"([^\"]+)\"").matcher(answer.body());
    if (answer.statusCode() != 200 || !token.find()) throw new IllegalStateException("Auth: " + answer.statusCode());
    return token.group(1);
  }

  /** Shows the system's certificate, and trusts the hosts' authority. */
  static SSLContext tls() throws Exception {
    char[] password = env("RNDS_PFX_PASSWORD").toCharArray();
    KeyStore own = KeyStore.getInstance("PKCS12");
    try (InputStream file = new FileInputStream(env("RNDS_PFX"))) {
      own.load(file, password);
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(own, password);

    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null);
    try (InputStream file = new FileInputStream(env("RNDS_CA"))) {
      int number = 0;
      for (var authority : CertificateFactory.getInstance("X.509").generateCertificates(file)) {
        trusted.setCertificateEntry("authority-" + number++, authority);
      }
    }
    TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);

    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  static String env(String name) {
    String value = System.getenv(name);
    if (value == null) throw new IllegalStateException(name + " is not set");
    return value;
  }
}
