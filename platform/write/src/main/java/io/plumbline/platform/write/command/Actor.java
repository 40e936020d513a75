package io.plumbline.platform.write.command;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;

/**
 * Who gives a command. A handler that declares a parameter of this type is told.
 *
 * @param name the token's subject
 * @param roles such as {@code rep}, {@code manager}, {@code sales-ops}
 * @param territories the codes that the token names; each covers what is below it
 */
public record Actor(String name, Set<String> roles, Set<String> territories) {

    /** Metadata of a command and of its events: the {@link #name}. */
    public static final String NAME = "actor";

    private static final String SERVICE = "service";
    private static final String ROLES = "roles";
    private static final String TERRITORIES = "territories";

    public Actor {
        roles = Set.copyOf(roles);
        territories = Set.copyOf(territories);
    }

    /** The service itself, for what no person asked for: a sweep, a reaction to another service's event. */
    public static Actor service(String name) {
        return new Actor(name, Set.of(SERVICE), Set.of());
    }

    /** Somebody with a token. Whatever the token says, its bearer is not the service itself. */
    static Actor bearer(String name, Collection<String> roles, Collection<String> territories) {
        return new Actor(
                name,
                roles.stream().filter(role -> !role.equals(SERVICE)).collect(Collectors.toUnmodifiableSet()),
                Set.copyOf(territories));
    }

    public boolean is(String role) {
        return roles.contains(role);
    }

    /** Whether it is the service itself. */
    public boolean isService() {
        return is(SERVICE);
    }

    /** This actor as command metadata, the form in which it travels to the handler. */
    public Map<String, Object> asMetaData() {
        return Map.of(NAME, name, ROLES, roles, TERRITORIES, territories);
    }

    static Actor of(MetaData metaData) {
        return new Actor(
                String.valueOf(metaData.getOrDefault(NAME, "unknown")),
                strings(metaData.get(ROLES)),
                strings(metaData.get(TERRITORIES)));
    }

    private static Set<String> strings(@Nullable Object value) {
        return value instanceof Collection<?> many
                ? Set.copyOf(many.stream().map(String::valueOf).toList())
                : Set.of();
    }
}
