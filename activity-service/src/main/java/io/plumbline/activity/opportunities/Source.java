package io.plumbline.activity.opportunities;

/** Through what an opportunity came about. */
enum Source {
    SEARCH,
    SOCIAL,
    EMAIL,
    EXHIBITION,
    SEMINAR,
    WHITE_PAPER,
    WEBINAR,
    REFERRAL,
    PARTNER,
    DIRECT
}
