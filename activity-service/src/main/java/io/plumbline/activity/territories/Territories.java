package io.plumbline.activity.territories;

/** What rules need to know about territories. */
public interface Territories {

    TerritoryTree tree();
}
