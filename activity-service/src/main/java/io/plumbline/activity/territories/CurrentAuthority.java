package io.plumbline.activity.territories;

import io.plumbline.platform.write.Commands;
import org.springframework.stereotype.Component;

/** What the caller of the present request may do. */
@Component
public class CurrentAuthority {

    private final Territories territories;

    CurrentAuthority(Territories territories) {
        this.territories = territories;
    }

    public Authority get() {
        return new Authority(Commands.actor(), territories.tree());
    }
}
