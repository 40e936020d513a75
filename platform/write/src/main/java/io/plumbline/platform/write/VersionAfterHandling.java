package io.plumbline.platform.write;

import org.axonframework.commandhandling.CommandMessageHandlingMember;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.annotation.HandlerEnhancerDefinition;
import org.axonframework.messaging.annotation.MessageHandlingMember;
import org.axonframework.messaging.annotation.WrappedMessageHandlingMember;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.jspecify.annotations.Nullable;

/** Notes the aggregate's version once its command handler has run: the answer's version and ETag. */
final class VersionAfterHandling implements HandlerEnhancerDefinition {

    @Override
    public <T> MessageHandlingMember<T> wrapHandler(MessageHandlingMember<T> original) {
        return original.unwrap(CommandMessageHandlingMember.class).isEmpty()
                ? original
                : new WrappedMessageHandlingMember<>(original) {
                    @Override
                    public @Nullable Object handle(Message<?> message, @Nullable T target) throws Exception {
                        Object result = super.handle(message, target);
                        CurrentUnitOfWork.get()
                                .resources()
                                .put(AnsweredCommands.VERSION, AggregateLifecycle.getVersion());
                        return result;
                    }
                };
    }
}
