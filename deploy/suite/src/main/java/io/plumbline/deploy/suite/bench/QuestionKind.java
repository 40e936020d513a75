package io.plumbline.deploy.suite.bench;

/** Of what a report is asked. All but two kinds look at now, as known now. */
public enum QuestionKind {
    TERRITORY("territory"),
    WHOLE("all"),
    FILTERED("two filters"),
    YEAR_AGO("a year ago"),
    KNOWN_BEFORE("known 30 d ago"),
    WHILE_EVENTS_ARRIVE("100 events/s");

    private final String title;

    QuestionKind(String title) {
        this.title = title;
    }

    /** As the head of a column. */
    public String title() {
        return title;
    }
}
