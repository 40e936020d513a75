package io.plumbline.platform.write.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.axonframework.messaging.MetaData;
import org.junit.jupiter.api.Test;

class ActorTests {

    @Test
    void noTokenMakesItsBearerTheService() {
        assertThat(Actor.bearer("mallory", List.of("service", "rep"), List.of()).roles())
                .containsExactly("rep");
        assertThat(Actor.service("activity-service").is("service")).isTrue();
    }

    @Test
    void travelsAsMetadata() {
        Actor wei = new Actor("wei", Set.of("manager"), Set.of("CHINA"));
        assertThat(Actor.of(MetaData.from(wei.asMetaData()))).isEqualTo(wei);
    }

    @Test
    void nobodyHasNoRoles() {
        assertThat(Actor.of(MetaData.emptyInstance())).isEqualTo(new Actor("unknown", Set.of(), Set.of()));
    }
}
