package io.plumbline.platform.write;

import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.modelling.command.AnnotationCommandTargetResolver;
import org.axonframework.modelling.command.CommandTargetResolver;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;

/** Finds a command's aggregate by annotation and the version it must have in {@code If-Match}, where there is one. */
final class ExpectedVersion implements CommandTargetResolver {

    private final CommandTargetResolver annotated =
            AnnotationCommandTargetResolver.builder().build();

    @Override
    public VersionedAggregateIdentifier resolveTarget(CommandMessage<?> command) {
        VersionedAggregateIdentifier target = annotated.resolveTarget(command);
        Object version = command.getMetaData().get(Commands.IF_MATCH);
        return version == null ? target : new VersionedAggregateIdentifier(target.getIdentifier(), (Long) version);
    }
}
