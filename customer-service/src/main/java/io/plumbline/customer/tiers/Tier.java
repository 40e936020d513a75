package io.plumbline.customer.tiers;

/** How a customer is to be worked on. */
public enum Tier {
    /** Likely to buy soon: followed first. */
    A,
    /** Possible, in time. */
    B,
    /** Latent: the need is to be developed. */
    C,
    /** No evident opportunity: invest with care. */
    D
}
