package io.plumbline.customer.jobs;

/** A kind of work that goes through customers in the order of their ids. */
public interface JobKind {

    /** As the job table calls it. */
    String name();

    /**
     * Goes through the next customers. It may come by the same ones again after it was interrupted, and must then change
     * nothing twice.
     *
     * @param parameters JSON, as it was given when the job was started
     * @param after the last customer of the step before; empty for the first step
     * @param requestedBy who started the job
     * @throws RuntimeException where it cannot go on for now; the step is taken again later
     */
    Step step(String parameters, String after, String requestedBy);

    /**
     * What a step did.
     *
     * @param position the last customer that it went through
     * @param last whether none is left
     */
    record Step(String position, long examined, long changed, long failed, boolean last) {}
}
