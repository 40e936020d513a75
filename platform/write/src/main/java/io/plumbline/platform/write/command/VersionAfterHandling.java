package io.plumbline.platform.write.command;

import org.axonframework.commandhandling.CommandMessageHandlingMember;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.annotation.HandlerEnhancerDefinition;
import org.axonframework.messaging.annotation.MessageHandlingMember;
import org.axonframework.messaging.annotation.WrappedMessageHandlingMember;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.jspecify.annotations.Nullable;

/**
 * Notes the aggregate's version once its command handler has run, which is the answer's version and ETag, and whether the
 * handler changed it.
 */
public final class VersionAfterHandling implements HandlerEnhancerDefinition {

    /** Unit-of-work resource of the root: whether the last handler changed its aggregate. */
    private static final String CHANGED = VersionAfterHandling.class.getName() + ".changed";

    VersionAfterHandling() {}

    /**
     * Whether the last handler within a unit of work changed its aggregate.
     *
     * @param root the outermost unit of work
     */
    public static boolean changed(UnitOfWork<?> root) {
        return Boolean.TRUE.equals(root.resources().get(CHANGED));
    }

    @Override
    public <T> MessageHandlingMember<T> wrapHandler(MessageHandlingMember<T> original) {
        return original.unwrap(CommandMessageHandlingMember.class).isEmpty()
                ? original
                : new WrappedMessageHandlingMember<>(original) {
                    @Override
                    public @Nullable Object handle(Message<?> message, @Nullable T target) throws Exception {
                        Long before = AggregateLifecycle.getVersion();
                        Object result = super.handle(message, target);
                        Long after = AggregateLifecycle.getVersion();
                        UnitOfWork<?> work = CurrentUnitOfWork.get();
                        work.resources().put(IdempotencyStore.VERSION, after);
                        work.root().resources().put(CHANGED, !after.equals(before));
                        return result;
                    }
                };
    }
}
