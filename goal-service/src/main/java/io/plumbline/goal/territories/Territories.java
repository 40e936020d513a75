package io.plumbline.goal.territories;

/** What rules need to know about territories; read in the transaction of the command that asks. */
public interface Territories {

    TerritoryTree tree();

    /**
     * The tree, which nobody else changes before the transaction ends: what is decided on it about the tree's own shape
     * holds.
     */
    TerritoryTree treeForChange();
}
