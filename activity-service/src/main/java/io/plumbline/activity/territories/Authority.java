package io.plumbline.activity.territories;

import io.plumbline.platform.write.Actor;
import io.plumbline.platform.write.Refused;
import java.util.Collections;
import java.util.Set;

/**
 * Who may do what: a representative works on what is the representative's own, a manager within territories and what is
 * below them, sales operations everywhere, and the service itself where it acts on a rule.
 */
public record Authority(Actor actor, TerritoryTree tree) {

    /** @throws Refused unless the actor owns it or may manage its territory */
    public void requireWork(String owner, String territory) {
        if (!mayWork(owner, territory)) {
            throw Refused.forbidden(
                    "owner", "only " + owner + ", sales operations or a manager of " + territory + " may do this");
        }
    }

    /** @throws Refused unless the actor may manage the territory */
    public void requireManagement(String territory) {
        if (!mayManage(territory)) {
            throw Refused.forbidden("manager", "only sales operations or a manager of " + territory + " may do this");
        }
    }

    /** @throws Refused unless the actor is sales operations */
    public void requireSalesOps() {
        if (!actor.is("sales-ops")) {
            throw Refused.forbidden("sales-ops", "only sales operations may do this");
        }
    }

    public boolean mayWork(String owner, String territory) {
        return actor.name().equals(owner) || mayManage(territory);
    }

    public boolean mayManage(String territory) {
        return actor.is("sales-ops")
                || actor.is("service")
                || actor.is("manager") && !Collections.disjoint(tree.lineage(territory), actor.territories());
    }

    /** What the actor may read. */
    public Sight sight() {
        boolean everything = actor.is("sales-ops") || actor.is("service");
        Set<String> managed = actor.is("manager") ? tree.covered(actor.territories()) : Set.of();
        return new Sight(everything, managed.toArray(String[]::new), actor.name());
    }
}
