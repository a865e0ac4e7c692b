package dev.serai.daytona.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.support.error.ErrorCode;
import dev.serai.support.http.HttpReply;
import dev.serai.support.service.ErrorReader;
import dev.serai.support.service.Replies;
import dev.serai.support.service.ServiceFault;
import java.util.Locale;
import java.util.regex.Pattern;

/** What the statuses of an answer mean depends on what was asked about. */
public enum Family implements ErrorReader {
    SANDBOX {
        @Override
        ErrorCode meaning(int status, String words) {
            return switch (status) {
                case 404 -> SandboxError.NOT_FOUND;
                case 409 -> words.contains("already exists") ? SandboxError.NAME_TAKEN : SandboxError.CONFLICT;
                case 400, 403 -> named(words);
                default -> null;
            };
        }

        private static ErrorCode named(String words) {
            if (QUOTA_WORDS.matcher(words).find()) {
                return SandboxError.QUOTA;
            }
            if (words.contains("snapshot") && words.contains("not found")) {
                return SandboxError.SNAPSHOT_NOT_FOUND;
            }
            if (words.contains("state change in progress")) {
                return SandboxError.CONFLICT;
            }
            return words.contains("not in ") || words.contains("not started") ? SandboxError.NOT_STARTED : null;
        }
    },
    SNAPSHOT {
        @Override
        ErrorCode meaning(int status, String words) {
            return switch (status) {
                case 404 -> SandboxError.SNAPSHOT_NOT_FOUND;
                case 409 -> SandboxError.NAME_TAKEN;
                case 400, 403 -> QUOTA_WORDS.matcher(words).find() ? SandboxError.QUOTA : null;
                default -> null;
            };
        }
    },
    VOLUME {
        @Override
        ErrorCode meaning(int status, String words) {
            return switch (status) {
                case 404 -> SandboxError.VOLUME_NOT_FOUND;
                case 409 -> words.contains("already exists") ? SandboxError.NAME_TAKEN : SandboxError.CONFLICT;
                case 400, 403 -> QUOTA_WORDS.matcher(words).find() ? SandboxError.QUOTA : null;
                default -> null;
            };
        }
    },
    PROCESS {
        @Override
        ErrorCode meaning(int status, String words) {
            return switch (status) {
                case 400 -> words.contains("unsupported language") ? ProcessError.LANGUAGE : ProcessError.REFUSED;
                case 404 -> ProcessError.SESSION_NOT_FOUND;
                case 408 -> ProcessError.TIMED_OUT;
                case 409 -> ProcessError.SESSION_EXISTS;
                case 410 -> ProcessError.ENDED;
                default -> null;
            };
        }
    },
    FILES {
        @Override
        ErrorCode meaning(int status, String words) {
            return switch (status) {
                case 400, 409 -> words.contains("not found") ? FileError.NOT_FOUND : FileError.REFUSED;
                case 403 -> FileError.NOT_ALLOWED;
                case 404 -> FileError.NOT_FOUND;
                case 500, 507 -> FileError.FAILED;
                default -> null;
            };
        }
    },
    GIT {
        @Override
        ErrorCode meaning(int status, String words) {
            if (status < 400 || status > 500) {
                return null;
            }
            // Of what git says only the words tell one case from another: most come with the status 500.
            if (words.contains("repository does not exist")) {
                return GitError.NO_REPOSITORY;
            }
            if (words.contains("couldn't find remote ref") || words.contains("reference not found")) {
                return GitError.NO_REF;
            }
            if (words.contains("authentication required")
                    || words.contains("authorization failed")
                    || words.contains("invalid auth")) {
                return GitError.CREDENTIALS;
            }
            if (words.contains("non-fast-forward")) {
                return GitError.NOT_FAST_FORWARD;
            }
            if (words.contains("empty commit") || words.contains("nothing to commit")) {
                return GitError.NOTHING;
            }
            if (words.contains("already exists")) {
                return GitError.EXISTS;
            }
            if (words.contains("dial tcp")
                    || words.contains("no such host")
                    || words.contains("repository not found")) {
                return GitError.UNREACHABLE;
            }
            return status == 404 ? GitError.NO_REPOSITORY : GitError.FAILED;
        }
    },
    /** What has no errors of its own. */
    OTHER {
        @Override
        ErrorCode meaning(int status, String words) {
            return null;
        }
    };

    private static final Pattern QUOTA_WORDS =
            Pattern.compile("quota|limit exceeded|exceed|maximum (number|allowed)|insufficient|suspended");

    /** What a status means here; null where it means what it means everywhere. */
    abstract ErrorCode meaning(int status, String words);

    @Override
    public ServiceFault read(HttpReply reply, JsonNode body) {
        var status = reply.status();
        var code = Replies.text(body, "code");
        var message = body.isObject() ? Faults.message(body) : Replies.said(reply);
        var words = message.toLowerCase(Locale.ROOT);
        return new ServiceFault(
                error(status, words, body.isObject() || reply.body().length == 0), status, code, message);
    }

    private ErrorCode error(int status, String words, boolean known) {
        if (words.contains("is the sandbox started") || words.contains("sandbox is not running")) {
            return SandboxError.NOT_STARTED;
        }
        if (status == 404 && words.startsWith("404 page not found")) {
            // A sandbox's own server has no such path.
            return DaytonaError.NOT_DONE;
        }
        var own = known ? meaning(status, words) : null;
        return own == null ? general(status, known) : own;
    }

    private static ErrorCode general(int status, boolean known) {
        return switch (status) {
            case 401 -> DaytonaError.KEY_REFUSED;
            case 403 -> DaytonaError.FORBIDDEN;
            case 404, 405 -> known ? DaytonaError.NOT_DONE : DaytonaError.NOT_DAYTONA;
            case 408, 429, 502, 503, 504 -> DaytonaError.BUSY;
            case 501 -> DaytonaError.NOT_DONE;
            default ->
                status >= 500
                        ? DaytonaError.SERVER_FAILED
                        : status < 400 ? DaytonaError.NOT_DAYTONA : DaytonaError.REJECTED;
        };
    }
}
