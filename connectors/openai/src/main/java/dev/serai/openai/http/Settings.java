package dev.serai.openai.http;

import java.time.Duration;

/** What the gateway has been told, once and for all. */
public record Settings(String keys, String allowedOrigins, int maxRequestSize, int maxRequests, Duration timeout) {}
