package io.plumbline.platform.write.command;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.modelling.command.CommandTargetResolver;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;

/**
 * Finds a command's aggregate, and the version it must have in {@code If-Match}, where there is one. Commands are records of
 * which a component, or another method, is the {@link TargetAggregateIdentifier}. Axon's own resolver looks through all members
 * of the class for it, at each command and more than once.
 */
public final class TargetResolver implements CommandTargetResolver {

    TargetResolver() {}

    private static final ClassValue<Method> IDENTIFIERS = new ClassValue<>() {
        @Override
        protected Method computeValue(Class<?> command) {
            Method identifier = Arrays.stream(command.getMethods())
                    .filter(candidate -> candidate.isAnnotationPresent(TargetAggregateIdentifier.class))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            command + " does not say which of its parts identifies its aggregate"));
            identifier.setAccessible(true);
            return identifier;
        }
    };

    @Override
    public VersionedAggregateIdentifier resolveTarget(CommandMessage<?> command) {
        return new VersionedAggregateIdentifier(
                identifier(command.getPayload()), (Long) command.getMetaData().get(Commands.IF_MATCH));
    }

    /** The id of the aggregate that a command is for. */
    public static String identifier(Object command) {
        try {
            return IDENTIFIERS.get(command.getClass()).invoke(command).toString();
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("the identifier of a command can't be read", e);
        }
    }
}
