package dev.serai.offline.searxng;

/** The server's pages for people, as far as a program can come across them. */
final class Html {
    static final String TYPE = "text/html; charset=utf-8";

    private Html() {}

    static String page(String endpoint, String body) {
        return """
                <!DOCTYPE html>
                <html class="no-js theme-auto center-alignment-no" lang="en-EN" >
                <head>
                  <meta charset="UTF-8">
                  <meta name="endpoint" content="%s">
                  <title>SearXNG</title>
                </head>
                <body>%s</body>
                </html>
                """.formatted(endpoint, body);
    }

    static String home(String endpoint) {
        return page(endpoint, "<form action=\"/search\"><input name=\"q\"></form>");
    }

    static String error(int status, String title, String text) {
        return "<!doctype html>\n<html lang=en>\n<title>" + status + " " + title + "</title>\n<h1>" + title
                + "</h1>\n<p>" + text + "</p>\n";
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&#34;")
                .replace("'", "&#39;");
    }
}
