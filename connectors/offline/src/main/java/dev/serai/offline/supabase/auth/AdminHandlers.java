package dev.serai.offline.supabase.auth;

import dev.serai.offline.http.Json;
import java.util.List;

/** The operations of the service key. */
final class AdminHandlers {
    private static final int PAGE = 50;

    private record Page(List<AuthUser> users, long total) {}

    private final AuthService service;
    private final AdminAccounts accounts;

    AdminHandlers(AuthService service, AdminAccounts accounts) {
        this.service = service;
        this.accounts = accounts;
    }

    void create(Request request) {
        request.requireService();
        var body = request.json();
        service.work(
                request, connection -> accounts.create(connection, body), user -> service.reply(request, user.json()));
    }

    void list(Request request) {
        request.requireService();
        var number = Math.max(1, number(request, "page", 1));
        var size = Math.max(1, number(request, "per_page", PAGE));
        service.work(
                request,
                connection -> new Page(UserTable.page(connection, number, size), UserTable.count(connection)),
                page -> {
                    var last = Math.max(1, (page.total() + size - 1) / size);
                    var link = "</admin/users?page=" + last + "&per_page=" + size + ">; rel=\"last\"";
                    if (number < last) {
                        link = "</admin/users?page=" + (number + 1) + "&per_page=" + size + ">; rel=\"next\", " + link;
                    }
                    request.call()
                            .exchange()
                            .setHeader("x-total-count", String.valueOf(page.total()))
                            .setHeader("link", link);
                    var body = Json.object();
                    var users = body.putArray("users");
                    page.users().forEach(user -> users.add(user.json()));
                    service.reply(request, body.put("aud", "authenticated"));
                });
    }

    void get(Request request, String id) {
        request.requireService();
        service.work(request, connection -> accounts.get(connection, id), user -> service.reply(request, user.json()));
    }

    void update(Request request, String id) {
        request.requireService();
        var body = request.json();
        service.work(
                request,
                connection -> accounts.update(connection, id, body),
                user -> service.reply(request, user.json()));
    }

    void delete(Request request, String id) {
        request.requireService();
        var body = request.json();
        service.work(
                request,
                connection -> {
                    accounts.delete(connection, id, body);
                    return id;
                },
                done -> service.reply(request, Json.object()));
    }

    void invite(Request request) {
        request.requireService();
        var body = request.json();
        service.work(
                request,
                connection -> accounts.invite(connection, body, request.redirect()),
                user -> service.reply(request, user.json()));
    }

    void link(Request request) {
        request.requireService();
        var body = request.json();
        service.work(
                request,
                connection -> accounts.link(connection, body, request.redirect()),
                answer -> service.reply(request, answer));
    }

    private static int number(Request request, String name, int otherwise) {
        var text = request.call().query().first(name);
        try {
            return text == null || text.isEmpty() ? otherwise : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw AuthError.invalid("Bad Pagination Parameters: " + text);
        }
    }
}
