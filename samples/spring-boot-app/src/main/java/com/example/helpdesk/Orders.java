package com.example.helpdesk;

import java.util.Map;
import org.springframework.stereotype.Service;

/** What the application did before it had a model. */
@Service
public class Orders {

    private final Map<Integer, String> states = Map.of(4711, "left our house on Monday", 4712, "waits for its payment");

    public String state(int number) {
        return "Order " + number + " " + states.getOrDefault(number, "is not known") + ".";
    }
}
