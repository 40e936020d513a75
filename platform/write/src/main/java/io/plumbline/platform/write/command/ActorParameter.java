package io.plumbline.platform.write.command;

import java.lang.reflect.Executable;
import java.lang.reflect.Parameter;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.annotation.ParameterResolver;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.jspecify.annotations.Nullable;

/** Lets a handler declare an {@link Actor} parameter. Found through the service loader, so test fixtures know it too. */
public final class ActorParameter implements ParameterResolverFactory {

    @Override
    public @Nullable ParameterResolver<Actor> createInstance(Executable executable, Parameter[] parameters, int index) {
        return parameters[index].getType() != Actor.class
                ? null
                : new ParameterResolver<>() {
                    @Override
                    public Actor resolveParameterValue(Message<?> message) {
                        return Actor.of(message.getMetaData());
                    }

                    @Override
                    public boolean matches(Message<?> message) {
                        return true;
                    }
                };
    }
}
