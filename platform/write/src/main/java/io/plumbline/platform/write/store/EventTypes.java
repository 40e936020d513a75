package io.plumbline.platform.write.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** The stored names of a service's domain events, and the class that each is read into. */
public final class EventTypes {

    private final Map<String, Class<?>> classes = new HashMap<>();
    private final Map<Class<?>, String> names = new HashMap<>();

    /** @throws IllegalArgumentException where two events would share a name, or an interface is not annotated */
    public EventTypes(List<? extends Publication<?>> publications) {
        for (Publication<?> publication : publications) {
            for (Class<?> type : records(publication.domainEvents())) {
                String name = prefix(publication.domainEvents()) + "." + type.getSimpleName();
                if (classes.put(name, type) != null) {
                    throw new IllegalArgumentException("two domain events are called " + name);
                }
                names.put(type, name);
            }
        }
    }

    /** Every domain event of the service. */
    public List<Class<?>> all() {
        return List.copyOf(names.keySet());
    }

    /** The stored name of a domain event; null where the class is not one. */
    @Nullable String nameOf(Class<?> type) {
        return names.get(type);
    }

    /** The class that a stored name is read into; null where the name is unknown here. */
    @Nullable Class<?> classOf(String name) {
        return classes.get(name);
    }

    /** The {@code ce_type} of a published event, for example {@code goal.GoalActivated.v1}. */
    public static String publishedName(Class<?> published) {
        for (Class<?> parent : published.getInterfaces()) {
            if (parent.isAnnotationPresent(EventNames.class)) {
                return prefix(parent) + "." + published.getSimpleName() + ".v" + revision(published);
            }
        }
        throw new IllegalArgumentException(published + " is not in an interface annotated with @EventNames");
    }

    static String revision(Class<?> event) {
        Revision revision = event.getAnnotation(Revision.class);
        if (revision == null) {
            throw new IllegalArgumentException(event + " has no @Revision");
        }
        return revision.value();
    }

    private static String prefix(Class<?> sealed) {
        EventNames names = sealed.getAnnotation(EventNames.class);
        if (names == null) {
            throw new IllegalArgumentException(sealed + " is not annotated with @EventNames");
        }
        return names.value();
    }

    private static List<Class<?>> records(Class<?> sealed) {
        List<Class<?>> found = new ArrayList<>();
        Class<?>[] permitted = Objects.requireNonNull(sealed.getPermittedSubclasses(), () -> sealed + " is not sealed");
        Arrays.stream(permitted).forEach(type -> {
            if (type.isSealed()) {
                found.addAll(records(type));
            } else {
                found.add(type);
            }
        });
        return found;
    }
}
