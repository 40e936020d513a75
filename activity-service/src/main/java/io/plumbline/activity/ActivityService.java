package io.plumbline.activity;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts activity-service. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class ActivityService {

    public static void main(String[] args) {
        SpringApplication.run(ActivityService.class, args);
    }
}
