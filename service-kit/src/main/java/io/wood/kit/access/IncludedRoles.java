package io.wood.kit.access;

import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Gives a caller the roles that theirs include, so that {@code @RolesAllowed} names one role alone.
 * Without sign-in everyone who reaches the service has every role.
 */
@ApplicationScoped
class IncludedRoles implements SecurityIdentityAugmentor {
  private static final Set<String> ALL =
      Arrays.stream(Role.values()).map(Role::text).collect(Collectors.toUnmodifiableSet());

  private final boolean signIn;

  IncludedRoles(@ConfigProperty(name = "quarkus.oidc.tenant-enabled") boolean signIn) {
    this.signIn = signIn;
  }

  @Override
  public Uni<SecurityIdentity> augment(
      SecurityIdentity identity, AuthenticationRequestContext context) {
    Set<String> added =
        signIn
            ? Role.given(identity.getRoles()).stream().map(Role::text).collect(Collectors.toSet())
            : ALL;
    return Uni.createFrom()
        .item(
            identity.getRoles().containsAll(added)
                ? identity
                : QuarkusSecurityIdentity.builder(identity).addRoles(added).build());
  }
}
