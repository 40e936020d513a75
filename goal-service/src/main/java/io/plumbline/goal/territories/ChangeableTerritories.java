package io.plumbline.goal.territories;

import io.plumbline.platform.access.Territories;
import io.plumbline.platform.access.TerritoryTree;

/** The territories for those commands that change the tree itself. */
interface ChangeableTerritories extends Territories {

    /**
     * The tree, which nobody else changes before the transaction ends: what is decided on it about the tree's own shape
     * holds.
     */
    TerritoryTree treeForChange();
}
