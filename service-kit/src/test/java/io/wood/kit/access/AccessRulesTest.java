package io.wood.kit.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AccessRulesTest {
  @Test
  void anOpenServiceAnswersToNamesThatNoPageOfTheInternetHas() {
    List<String> listed = List.of("wood.example.org");
    for (String host :
        List.of("10.1.2.3:8081", "[fd00::1]:80", "ranker", "ranker.wood.svc", "Wood.example.org")) {
      assertThat(RequestOrigin.isInside(host, listed)).as(host).isTrue();
    }
    for (String host : List.of("evil.example.org:8081", "wood.example.org.evil.net", "")) {
      assertThat(RequestOrigin.isInside(host, listed)).as(host).isFalse();
    }
  }

  private final AccessRules rules =
      new AccessRules(
          List.of("/api/decisions"),
          List.of("/api/export.csv"),
          List.of("POST /api/candidates", "GET /api/candidates/*/status"),
          List.of("/api/candidates/status"));

  @Test
  void viewersReadAndOperatorsChange() {
    assertThat(rules.required("GET", "/")).contains(Role.VIEWER);
    assertThat(rules.required("GET", "/api/candidates")).contains(Role.VIEWER);
    assertThat(rules.required("POST", "/api/import")).contains(Role.OPERATOR);
    assertThat(rules.required("DELETE", "/api/anything")).contains(Role.OPERATOR);
  }

  @Test
  void reviewersChangeWhatTheServiceLeavesToThemAndNothingBesideIt() {
    assertThat(rules.required("POST", "/api/decisions")).contains(Role.REVIEWER);
    assertThat(rules.required("POST", "/api/decisions/d1/withdraw")).contains(Role.REVIEWER);
    assertThat(rules.required("POST", "/api/decisionsX")).contains(Role.OPERATOR);
  }

  @Test
  void someThingsAreReadByOperatorsOnly() {
    assertThat(rules.required("GET", "/api/export.csv")).contains(Role.OPERATOR);
  }

  @Test
  void parametersInAPathDoNotAvoidARule() {
    assertThat(rules.required("GET", "/api/export.csv;x")).containsExactly(Role.OPERATOR);
    assertThat(rules.required("GET", "/api;x/export.csv;y=/z")).containsExactly(Role.OPERATOR);
  }

  @Test
  void publishersPublishAndAskAndNothingElse() {
    assertThat(rules.required("POST", "/api/candidates")).contains(Role.PUBLISHER, Role.OPERATOR);
    assertThat(rules.required("GET", "/api/candidates/abc/status"))
        .containsExactlyInAnyOrder(Role.PUBLISHER, Role.VIEWER);
    assertThat(rules.required("GET", "/api/candidates")).containsExactly(Role.VIEWER);
    assertThat(rules.required("GET", "/api/candidates/abc/more/status"))
        .containsExactly(Role.VIEWER);
    assertThat(rules.required("GET", "/")).containsExactly(Role.VIEWER);
    assertThat(Role.given(Set.of("publisher"))).doesNotContain(Role.VIEWER);
    assertThat(Role.given(Set.of("reviewer"))).doesNotContain(Role.PUBLISHER);
    assertThat(Role.given(Set.of("operator"))).contains(Role.PUBLISHER);
  }

  @Test
  void viewersSendWhatOnlyAsks() {
    assertThat(rules.required("POST", "/api/candidates/status")).containsExactly(Role.VIEWER);
  }

  @Test
  void deadLettersAreForOperators() {
    assertThat(rules.required("GET", "/api/dead-letters")).containsExactly(Role.OPERATOR);
    assertThat(rules.required("POST", "/api/dead-letters/drop")).containsExactly(Role.OPERATOR);
  }

  @Test
  void probesNeedNoSignIn() {
    assertThat(rules.required("GET", "/q/health/ready")).isEmpty();
    assertThat(rules.required("GET", "/q/metrics")).isEmpty();
    assertThat(rules.required("GET", "/q/healthy")).contains(Role.VIEWER);
    assertThat(rules.required("POST", "/q/health")).contains(Role.OPERATOR);
  }

  @Test
  void aRoleIncludesTheOnesBeforeIt() {
    assertThat(Role.given(Set.of("operator"))).contains(Role.VIEWER);
    assertThat(Role.given(Set.of("reviewer", "else"))).contains(Role.REVIEWER);
    assertThat(Role.given(Set.of("reviewer", "viewer"))).doesNotContain(Role.OPERATOR);
    assertThat(Role.given(Set.of())).isEmpty();
  }

  @Test
  void knowsThePageOfAnotherSite() {
    assertThat(RequestOrigin.isForeign("cross-site", null, "localhost:8082")).isTrue();
    assertThat(RequestOrigin.isForeign("same-site", null, "localhost:8082")).isTrue();
    assertThat(RequestOrigin.isForeign("same-origin", "http://proxied.example", "inner:8082"))
        .isFalse();
    assertThat(RequestOrigin.isForeign(null, "http://localhost:8082", "localhost:8082")).isFalse();
    assertThat(RequestOrigin.isForeign(null, "http://localhost:9999", "localhost:8082")).isTrue();
    assertThat(RequestOrigin.isForeign(null, "null", "localhost:8082")).isTrue();
    assertThat(RequestOrigin.isForeign(null, "http://[", "localhost:8082")).isTrue();
    assertThat(RequestOrigin.isForeign(null, null, "localhost:8082")).isFalse();
  }

  @Test
  void knowsThisMachine() {
    assertThat(
            List.of("localhost:8082", "LOCALHOST", "127.0.0.1:1", "127.0.0.1", "[::1]:8082", "::1"))
        .allMatch(RequestOrigin::isLoopback);
    assertThat(List.of("0.0.0.0", "evil.example:8082", "localhost.evil.example", "10.0.0.1", ""))
        .noneMatch(RequestOrigin::isLoopback);
    assertThat(RequestOrigin.isLoopback("127.evil.example")).isFalse();
  }

  @Test
  void nobodyOpensAServiceByMistake() {
    BindingCheck.check(true, "127.0.0.1");
    BindingCheck.check(true, "localhost");
    BindingCheck.check(false, "0.0.0.0");
    assertThatThrownBy(() -> BindingCheck.check(true, "0.0.0.0"))
        .hasMessageContaining("0.0.0.0")
        .hasMessageContaining("quarkus.oidc.tenant-enabled=true")
        .hasMessageContaining("wood.access.open=true");
  }
}
