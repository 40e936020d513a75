package io.plumbline.platform.embedded;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** What tests manage a service with. */
public final class ManagementCredential {

    private static final String USER = "operator";
    private static final String PASSWORD = "management-of-tests";

    /** The settings of a service that has it. */
    public static final Map<String, Object> SETTINGS = Map.of(
            "plumbline.security.management.user", USER,
            "plumbline.security.management.password", PASSWORD);

    /** The value of the header {@code Authorization}. */
    public static final String AUTHORIZATION =
            "Basic " + Base64.getEncoder().encodeToString((USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));

    private ManagementCredential() {}
}
