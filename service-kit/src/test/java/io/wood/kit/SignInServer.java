package io.wood.kit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An OpenID provider: discovery, keys, a sign-in form, tokens. It believes everybody who they say
 * they are; what it signs is as real as anyone's.
 */
final class SignInServer implements AutoCloseable {
  private static final Duration LIFE = Duration.ofMinutes(10);
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final HttpServer server;
  private final KeyPair keys = keys();
  private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();

  private SignInServer(HttpServer server) {
    this.server = server;
  }

  static SignInServer start() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      SignInServer provider = new SignInServer(server);
      server.createContext("/.well-known/openid-configuration", provider::discovery);
      server.createContext("/keys", provider::keySet);
      server.createContext("/sign-in", provider::form);
      server.createContext("/signed-in", provider::signedIn);
      server.createContext("/token", provider::token);
      server.createContext("/bearer", provider::bearer);
      server.createContext("/favicon.ico", exchange -> answer(exchange, "image/x-icon", ""));
      server.start();
      return provider;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String issuer() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void discovery(HttpExchange exchange) throws IOException {
    answer(
        exchange,
        "application/json",
        """
        {"issuer": "%1$s", "authorization_endpoint": "%1$s/sign-in",
         "token_endpoint": "%1$s/token", "jwks_uri": "%1$s/keys",
         "end_session_endpoint": "%1$s/sign-out",
         "response_types_supported": ["code"], "subject_types_supported": ["public"],
         "id_token_signing_alg_values_supported": ["RS256"]}
        """
            .formatted(issuer()));
  }

  private void keySet(HttpExchange exchange) throws IOException {
    RSAPublicKey key = (RSAPublicKey) keys.getPublic();
    answer(
        exchange,
        "application/json",
        """
        {"keys": [{"kty": "RSA", "use": "sig", "alg": "RS256", "kid": "1", "n": "%s", "e": "%s"}]}
        """
            .formatted(unsigned(key.getModulus()), unsigned(key.getPublicExponent())));
  }

  private void form(HttpExchange exchange) throws IOException {
    Map<String, String> query = form(exchange.getRequestURI().getRawQuery());
    answer(
        exchange,
        "text/html",
        """
        <!doctype html><title>Sign in</title><form action="/signed-in">
        <input name="name"><input name="roles"><input type="hidden" name="state" value="%s">
        <input type="hidden" name="nonce" value="%s">
        <input type="hidden" name="redirect_uri" value="%s"><button>Sign in</button></form>
        """
            .formatted(
                query.get("state"), query.getOrDefault("nonce", ""), query.get("redirect_uri")));
  }

  private void signedIn(HttpExchange exchange) throws IOException {
    Map<String, String> person = form(exchange.getRequestURI().getRawQuery());
    String code = UUID.randomUUID().toString();
    codes.put(code, person);
    exchange
        .getResponseHeaders()
        .set(
            "Location",
            person.get("redirect_uri") + "?code=" + code + "&state=" + person.get("state"));
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }

  private void token(HttpExchange exchange) throws IOException {
    Map<String, String> request = form(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
    Map<String, String> person = codes.remove(request.get("code"));
    String token = signed(person);
    answer(
        exchange,
        "application/json",
        "{\"token_type\": \"Bearer\", \"expires_in\": %d, \"id_token\": \"%s\", \"access_token\": \"%s\"}"
            .formatted(LIFE.toSeconds(), token, token));
  }

  /** For programs that sign in by means of their own. */
  private void bearer(HttpExchange exchange) throws IOException {
    answer(exchange, "text/plain", signed(form(exchange.getRequestURI().getRawQuery())));
  }

  private String signed(Map<String, String> person) {
    long now = Instant.now().getEpochSecond();
    String roles = "\"" + person.get("roles").replace(" ", "\", \"") + "\"";
    String body =
        """
        {"iss": "%s", "sub": "%2$s", "preferred_username": "%2$s", "aud": "wood", "iat": %3$d,
         "exp": %4$d, "groups": [%5$s], "nonce": "%6$s"}
        """
            .formatted(
                issuer(),
                person.get("name"),
                now,
                now + LIFE.toSeconds(),
                roles,
                person.getOrDefault("nonce", ""));
    String content =
        encoded("{\"alg\": \"RS256\", \"typ\": \"JWT\", \"kid\": \"1\"}") + "." + encoded(body);
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(keys.getPrivate());
      signature.update(content.getBytes(UTF_8));
      return content + "." + BASE64.encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> form(String text) {
    Map<String, String> values = new HashMap<>();
    for (String pair : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      values.put(pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), UTF_8));
    }
    return values;
  }

  private static String encoded(String json) {
    return BASE64.encodeToString(json.getBytes(UTF_8));
  }

  private static String unsigned(BigInteger number) {
    byte[] bytes = number.toByteArray();
    return BASE64.encodeToString(
        bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
  }

  private static void answer(HttpExchange exchange, String type, String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
