package io.plumbline.platform.access;

import io.plumbline.platform.write.command.Actor;
import io.plumbline.platform.write.command.CommandRejected;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What rules need to know about territories; read in the transaction of the command that asks. */
public interface Territories {

    TerritoryTree tree();

    /** The territories to which a representative is assigned today, by the assignments that are stored. */
    Set<String> assigned(String representative);

    /** @throws CommandRejected where there is no such territory; null, which means everywhere, is always known */
    void requireKnown(String field, @Nullable String code);

    /** What somebody may do. */
    default Authority authority(Actor actor) {
        return new Authority(actor, this);
    }
}
