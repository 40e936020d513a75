package io.plumbline.platform.access;

import io.plumbline.platform.write.command.Commands;

/** What whoever makes the current request may do. */
public final class CurrentAuthority {

    private final Territories territories;

    CurrentAuthority(Territories territories) {
        this.territories = territories;
    }

    public Authority get() {
        return territories.authority(Commands.actor());
    }

    public Visibility visibility() {
        return get().visibility();
    }
}
