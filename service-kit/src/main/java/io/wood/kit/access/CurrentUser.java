package io.wood.kit.access;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The user of the present request, and what they may do. */
@ApplicationScoped
public class CurrentUser {
  private final boolean signIn;
  private final boolean open;
  private final AccessRules rules;
  private final List<String> hosts;
  private final SecurityIdentity identity;

  CurrentUser(
      @ConfigProperty(name = "quarkus.oidc.tenant-enabled") boolean signIn,
      AccessConfig config,
      SecurityIdentity identity) {
    this.signIn = signIn;
    this.open = config.open();
    this.rules =
        new AccessRules(
            config.reviewerPaths().orElse(List.of()),
            config.operatorPaths().orElse(List.of()),
            config.publisherPaths().orElse(List.of()),
            config.askingPaths().orElse(List.of()));
    this.hosts = config.hosts().orElse(List.of());
    this.identity = identity;
  }

  /** Returns true when sign-in is on. */
  public boolean signIn() {
    return signIn;
  }

  /** Returns the name of the present user; empty when sign-in is off. */
  public Optional<String> name() {
    return signIn ? Optional.of(identity.getPrincipal().getName()) : Optional.empty();
  }

  /** Returns the roles of the present user; all roles when sign-in is off. */
  public Set<Role> roles() {
    return Role.given(identity.getRoles());
  }

  /** Returns true when only this machine may reach the service. */
  boolean onLoopback() {
    return !signIn && !open;
  }

  /** Returns true when requests that name this host are answered. */
  boolean answersTo(String authority) {
    return signIn
        || RequestOrigin.isLoopback(authority)
        || (open && RequestOrigin.isInside(authority, hosts));
  }

  AccessRules rules() {
    return rules;
  }
}
