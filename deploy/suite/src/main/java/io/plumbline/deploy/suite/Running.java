package io.plumbline.deploy.suite;

import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;

/**
 * A suite that runs.
 *
 * @param process the launcher
 * @param address the web address, without a slash at its end
 * @param reportingJdbcUrl where BI tools read
 * @param endpoints where each service listens that runs
 * @param managementPassword of the services' management endpoints; it stays among the folder's secrets
 */
record Running(
        ProcessId process,
        String address,
        String reportingJdbcUrl,
        Map<Service, ServiceProcess.Endpoints> endpoints,
        String managementPassword) {

    Running {
        endpoints = Map.copyOf(endpoints);
    }

    boolean runs(Service service) {
        return endpoints.containsKey(service);
    }

    /** @throws SuiteFailure where the service doesn't run in this suite */
    ServiceProcess.Endpoints of(Service service) {
        ServiceProcess.Endpoints listening = endpoints.get(service);
        if (listening == null) {
            throw new SuiteFailure("%s doesn't run in this suite.".formatted(service.title()));
        }
        return listening;
    }

    /** What {@link #from} reads. */
    Properties toProperties() {
        var properties = new Properties();
        properties.setProperty("pid", Long.toString(process.pid()));
        properties.setProperty("started", Long.toString(process.startedMillis()));
        properties.setProperty("address", address);
        properties.setProperty("reporting", reportingJdbcUrl);
        endpoints.forEach((service, endpoint) -> {
            properties.setProperty(service.title() + ".port", Integer.toString(endpoint.port()));
            properties.setProperty(service.title() + ".management-port", Integer.toString(endpoint.managementPort()));
        });
        return properties;
    }

    /**
     * @throws NumberFormatException where something else wrote the file
     */
    static Running from(Properties properties, String managementPassword) {
        var endpoints = new EnumMap<Service, ServiceProcess.Endpoints>(Service.class);
        for (Service service : Service.values()) {
            if (!properties.containsKey(service.title() + ".port")) {
                continue;
            }
            endpoints.put(
                    service, new ServiceProcess.Endpoints((int) number(properties, service.title() + ".port"), (int)
                            number(properties, service.title() + ".management-port")));
        }
        return new Running(
                new ProcessId(number(properties, "pid"), number(properties, "started")),
                properties.getProperty("address", ""),
                properties.getProperty("reporting", ""),
                endpoints,
                managementPassword);
    }

    private static long number(Properties properties, String name) {
        return Long.parseLong(properties.getProperty(name, ""));
    }
}
