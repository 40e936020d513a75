package io.plumbline.platform.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

class ServersIT {

    @Test
    void everyDatabaseIsNewAndItsOwnerIsNoSuperuser() throws Exception {
        Database one = Servers.shared().createDatabase("goal");
        Database other = Servers.shared().createDatabase("goal");

        assertThat(one.jdbcUrl()).isNotEqualTo(other.jdbcUrl());
        try (Connection connection = DriverManager.getConnection(one.jdbcUrl(), one.user(), one.password());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE note (text text)");
            try (ResultSet rows =
                    statement.executeQuery("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getBoolean(1)).isFalse();
            }
        }
    }

    @Test
    void everyTopicIsNewAndHasTheWantedPartitions() throws Exception {
        String one = Servers.shared().createTopic("sales.goal.events", 3);
        String other = Servers.shared().createTopic("sales.goal.events", 12);

        assertThat(one).isNotEqualTo(other);
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", Servers.shared().bootstrapServers()))) {
            var topics = admin.describeTopics(List.of(other)).allTopicNames().get(30, TimeUnit.SECONDS);
            assertThat(topics.values())
                    .singleElement()
                    .satisfies(topic -> assertThat(topic.partitions()).hasSize(12));
        }
    }

    @Test
    void aTokenVerifiesWithThePublishedKey() throws Exception {
        TokenIssuer issuer = TokenIssuer.shared();

        var token = SignedJWT.parse(issuer.token("wei", List.of("manager"), List.of("EAST-CHINA")));

        var keys = JWKSet.load(URI.create(issuer.jwkSetUri()).toURL());
        var key = keys.getKeyByKeyId(token.getHeader().getKeyID());
        assertThat(key).isNotNull();
        assertThat(key.isPrivate()).isFalse();
        assertThat(token.verify(new RSASSAVerifier(key.toRSAKey()))).isTrue();
        assertThat(token.getJWTClaimsSet().getIssuer()).isEqualTo(issuer.issuer());
        assertThat(token.getJWTClaimsSet().getSubject()).isEqualTo("wei");
        assertThat(token.getJWTClaimsSet().getStringListClaim("roles")).containsExactly("manager");
        assertThat(token.getJWTClaimsSet().getStringListClaim("territories")).containsExactly("EAST-CHINA");
    }
}
