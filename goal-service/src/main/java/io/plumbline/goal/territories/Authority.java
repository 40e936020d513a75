package io.plumbline.goal.territories;

import io.plumbline.goal.terms.TerritoryCode;
import io.plumbline.platform.write.Actor;
import io.plumbline.platform.write.Refused;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what, and where: sales operations everywhere, a manager within territories and what is below them, a
 * representative on what is the representative's own.
 */
public record Authority(Actor actor, TerritoryTree tree) {

    private static final String SALES_OPS = "sales-ops";
    private static final String MANAGER = "manager";

    /** @throws Refused unless the actor is sales operations */
    public void requireSalesOps() {
        if (!actor.roles().contains(SALES_OPS)) {
            throw Refused.forbidden("sales-ops", "only sales operations may do this");
        }
    }

    /** @throws Refused unless the actor is sales operations, or a manager of the territory; null means everywhere */
    public void requireManagement(@Nullable TerritoryCode territory) {
        if (!mayManage(territory)) {
            throw Refused.forbidden(
                    "manager", "only sales operations or a manager of " + name(territory) + " may do this");
        }
    }

    /** @throws Refused unless the actor is a manager of the territory: sales operations prepare, managers approve */
    public void requireApproval(@Nullable TerritoryCode territory) {
        if (!isManagerOf(territory)) {
            throw Refused.forbidden("manager", "only a manager of " + name(territory) + " may do this");
        }
    }

    /** @throws Refused unless the actor owns it, or may manage the territory */
    public void requireWork(String owner, @Nullable TerritoryCode territory) {
        if (!actor.name().equals(owner) && !mayManage(territory)) {
            throw Refused.forbidden(
                    "owner",
                    "only " + owner + ", sales operations or a manager of " + name(territory) + " may do this");
        }
    }

    public boolean mayManage(@Nullable TerritoryCode territory) {
        return actor.roles().contains(SALES_OPS) || isManagerOf(territory);
    }

    /** What the actor may read: what may be managed, and what is the actor's own. */
    public Sight sight() {
        return new Sight(
                mayManage(null),
                actor.roles().contains(MANAGER)
                        ? tree.covered(territories()).stream()
                                .map(TerritoryCode::value)
                                .toArray(String[]::new)
                        : new String[0],
                actor.name());
    }

    private boolean isManagerOf(@Nullable TerritoryCode territory) {
        if (!actor.roles().contains(MANAGER)) {
            return false;
        }
        return territory == null
                ? tree.isCoveredBy(territories())
                : !Collections.disjoint(tree.lineage(territory), territories());
    }

    private List<TerritoryCode> territories() {
        return actor.territories().stream()
                // A claim may hold what is no territory of ours.
                .filter(code -> code.matches(TerritoryCode.FORM))
                .map(TerritoryCode::new)
                .toList();
    }

    private static String name(@Nullable TerritoryCode territory) {
        return territory == null ? "all territories" : territory.value();
    }
}
