package io.plumbline.platform.access;

import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * What somebody may read.
 *
 * @param everything whether all of it
 * @param territories else what belongs to these
 * @param subject and what is the subject's own
 */
@SuppressWarnings("ArrayRecordComponent") // bound as one SQL array, never compared
public record Visibility(boolean everything, String[] territories, String subject) {

    /** A condition on a table that has the columns {@code territory} and {@code owner}. */
    public static final String CONDITION = "(:everything or territory = any(:territories) or owner = :subject)";

    public StatementSpec bind(StatementSpec statement) {
        return statement
                .param("everything", everything)
                .param("territories", territories)
                .param("subject", subject);
    }
}
