package io.plumbline.goal.territories;

import io.plumbline.platform.write.Commands;
import org.springframework.stereotype.Component;

/** What whoever makes the current request may read. */
@Component
public class CurrentAuthority {

    private final Territories territories;

    CurrentAuthority(Territories territories) {
        this.territories = territories;
    }

    public Authority get() {
        return new Authority(Commands.actor(), territories.tree());
    }

    public Sight sight() {
        return get().sight();
    }
}
