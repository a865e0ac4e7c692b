package com.example.helpdesk;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class HelpDeskApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(HelpDeskApplication.class, arguments);
    }
}
