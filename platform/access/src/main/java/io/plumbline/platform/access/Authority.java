package io.plumbline.platform.access;

import io.plumbline.platform.web.security.Role;
import io.plumbline.platform.write.command.Actor;
import io.plumbline.platform.write.command.CommandRejected;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What somebody may do: sales operations everything, a manager what lies within the token's territories, a representative
 * what is the representative's own and what lies within assignments, and the service itself where it acts on a rule. Every
 * question names stored data or a person; what a request says of itself is never taken for a right.
 *
 * <p>A representative is assigned to the territories that the token names, with all below them, and to those of stored
 * assignments that hold today.
 */
public record Authority(Actor actor, Territories territories) {

    /** @throws CommandRejected unless the actor is sales operations */
    public void requireSalesOps() {
        if (!actor.is(Role.SALES_OPS.claim())) {
            throw CommandRejected.forbidden("sales-ops", "only sales operations may do this");
        }
    }

    /** @throws CommandRejected unless the actor may manage the territory; null means everywhere */
    public void requireManagement(@Nullable String territory) {
        if (!mayManage(territory)) {
            throw CommandRejected.forbidden(
                    "manager", "only sales operations or a manager of " + name(territory) + " may do this");
        }
    }

    /** @throws CommandRejected unless the actor is a manager of the territory: sales operations prepare, managers approve */
    public void requireApproval(@Nullable String territory) {
        if (!mayApprove(territory)) {
            throw CommandRejected.forbidden("manager", "only a manager of " + name(territory) + " may do this");
        }
    }

    /**
     * Duties are kept apart: nobody decides on what they themselves asked for or would receive.
     *
     * @param deed what that person did or would get, such as {@code submitted it}
     * @param person by what is stored; null where nobody is known
     * @throws CommandRejected where the actor is that person
     */
    public void requireAnother(String deed, @Nullable String person) {
        if (actor.name().equals(person)) {
            throw CommandRejected.forbidden("duties", "you " + deed + " yourself: somebody else decides on it");
        }
    }

    /** @throws CommandRejected unless what is stored is the actor's own, or lies in a territory that the actor may manage */
    public void requireWork(String owner, @Nullable String territory) {
        if (!isOwn(owner) && !mayManage(territory)) {
            throw CommandRejected.forbidden(
                    "owner",
                    "only " + owner + ", sales operations or a manager of " + name(territory) + " may do this");
        }
    }

    /**
     * For what is credited to somebody: a representative names nobody else, a manager whom the territory's work is left to.
     *
     * @throws CommandRejected unless the actor is that person, or may manage the territory
     */
    public void requireCredit(String field, String representative, @Nullable String territory) {
        if (!isOwn(representative) && !mayManage(territory)) {
            throw CommandRejected.forbidden(
                    "owner",
                    field + " may be yourself; only sales operations or a manager of " + name(territory)
                            + " may name another");
        }
    }

    /**
     * For what a customer's business is credited to: the customer's territory, or one below it that is the actor's own. Only
     * sales operations credit another.
     *
     * @throws CommandRejected otherwise
     */
    public void requireCreditOf(String field, String territory, String customerTerritory) {
        boolean own = territory.equals(customerTerritory)
                || tree().isWithin(territory, customerTerritory) && (mayManage(territory) || isAssigned(territory));
        if (!own && !actor.is(Role.SALES_OPS.claim())) {
            throw CommandRejected.forbidden(
                    "credited-territory",
                    field + " is " + customerTerritory + ", or one below it that is yours; only sales operations credit"
                            + " another");
        }
    }

    /** @throws CommandRejected unless the actor is assigned to the territory, or may manage it; null means everywhere */
    public void requireAssignment(@Nullable String territory) {
        if (!mayManage(territory) && !(territory != null && isAssigned(territory))) {
            throw CommandRejected.forbidden(
                    "assigned",
                    "only representatives assigned to " + name(territory)
                            + ", managers of it and sales operations may do this");
        }
    }

    /**
     * For what is done with a customer: its owner, representatives assigned to its territory or to one below, managers of
     * its territory, and sales operations may.
     *
     * @throws CommandRejected otherwise
     */
    public void requireCustomer(String owner, String territory) {
        if (!mayWorkOnCustomer(owner, territory)) {
            throw notTheirs(owner, territory);
        }
    }

    /**
     * For what is opened, logged or placed at a customer, by those who may work on it and by people of the territories that
     * it is shared with.
     *
     * @param shared the territories that the customer is shared with today
     * @return the territory that has the credit: the customer's, or else the actor's own within one that it is shared with
     * @throws CommandRejected where the actor is none of these
     */
    public String requireCustomer(String owner, String territory, Set<String> shared) {
        if (mayWorkOnCustomer(owner, territory)) {
            return territory;
        }
        return shared.stream()
                .sorted()
                .flatMap(other -> own(other).stream())
                .findFirst()
                .orElseThrow(() -> notTheirs(owner, territory));
    }

    /** The actor's own territory within another: itself where the actor works in all of it. */
    private Optional<String> own(String territory) {
        return mayManage(territory) || isAssigned(territory)
                ? Optional.of(territory)
                : actor.is(Role.REP.claim())
                        ? assigned().stream()
                                .filter(mine -> tree().isWithin(mine, territory))
                                .sorted()
                                .findFirst()
                        : Optional.empty();
    }

    private static CommandRejected notTheirs(String owner, String territory) {
        return CommandRejected.forbidden(
                "customer",
                "only " + owner + ", representatives assigned to " + territory
                        + " or below, managers of it and sales operations may work on this customer, and people of"
                        + " territories that it is shared with");
    }

    /** Whether the actor may open opportunities, log activities and place orders at a customer, and keep its profile. */
    public boolean mayWorkOnCustomer(String owner, String territory) {
        return isOwn(owner)
                || mayManage(territory)
                || actor.is(Role.REP.claim()) && assigned().stream().anyMatch(mine -> tree().isWithin(mine, territory));
    }

    /** Whether the actor is a manager of the territory; null means everywhere. */
    public boolean mayApprove(@Nullable String territory) {
        return isManagerOf(territory);
    }

    public boolean mayManage(@Nullable String territory) {
        return actor.is(Role.SALES_OPS.claim()) || actor.isService() || isManagerOf(territory);
    }

    /** Whether the actor is a representative who is assigned to the territory. */
    public boolean isAssigned(String territory) {
        return actor.is(Role.REP.claim()) && assigned().contains(territory);
    }

    /** Whether the actor is this person, in a role that sells. */
    public boolean isOwn(String owner) {
        return actor.name().equals(owner)
                && Stream.of(Role.REP, Role.MANAGER, Role.SALES_OPS)
                        .map(Role::claim)
                        .anyMatch(actor::is);
    }

    /** What the actor may read: all, or what may be managed and what is the actor's own. */
    public Visibility visibility() {
        boolean everything = actor.is(Role.SALES_OPS.claim()) || actor.isService();
        String[] managed = actor.is(Role.MANAGER.claim())
                ? tree().covered(actor.territories()).stream()
                        .filter(tree()::contains)
                        .toArray(String[]::new)
                : new String[0];
        return new Visibility(everything, managed, actor.name());
    }

    private Set<String> assigned() {
        Set<String> assigned = tree().covered(actor.territories());
        assigned.addAll(territories.assigned(actor.name()));
        return assigned;
    }

    private boolean isManagerOf(@Nullable String territory) {
        if (!actor.is(Role.MANAGER.claim())) {
            return false;
        }
        return territory == null
                ? tree().isCoveredBy(actor.territories())
                : !Collections.disjoint(tree().lineage(territory), actor.territories());
    }

    public TerritoryTree tree() {
        return territories.tree();
    }

    private static String name(@Nullable String territory) {
        return territory == null ? "all territories" : territory;
    }
}
