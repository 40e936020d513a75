package io.plumbline.goal.goals;

import java.util.List;
import java.util.function.BiConsumer;

/** Changes a goal's children in the unit of work of its own command, so that all change or none. */
interface Children {

    void change(List<Allotment> parts, BiConsumer<Goal, Allotment> change);
}
