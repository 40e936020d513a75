package io.plumbline.activity;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts activity-service. */
@SpringBootApplication
public class ActivityService {

    public static void main(String[] args) {
        SpringApplication.run(ActivityService.class, args);
    }
}
