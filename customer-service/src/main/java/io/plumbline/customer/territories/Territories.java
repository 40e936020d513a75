package io.plumbline.customer.territories;

/** What rules need to know about territories. */
public interface Territories {

    TerritoryTree tree();
}
