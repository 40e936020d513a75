package io.plumbline.platform.write.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class SqlStatesTests {

    @Test
    void stateIsFoundBelowOtherCauses() {
        assertThat(SqlStates.meansDuplicateKey(wrapped("23505"))).isTrue();
        assertThat(SqlStates.meansConflict(wrapped("40P01"))).isTrue();
        assertThat(SqlStates.meansBusy(wrapped("55P03"))).isTrue();
        assertThat(SqlStates.meansBusy(wrapped("23505"))).isFalse();
    }

    @Test
    void connectionThatIsGoneIsBusyThoughItHasNoState() {
        assertThat(SqlStates.meansBusy(new IllegalStateException(new SQLException("Connection is closed"))))
                .isTrue();
        assertThat(SqlStates.meansBusy(new IllegalStateException("no database in it")))
                .isFalse();
    }

    private static Throwable wrapped(String state) {
        return new IllegalStateException(new RuntimeException(new SQLException("refused", state)));
    }
}
