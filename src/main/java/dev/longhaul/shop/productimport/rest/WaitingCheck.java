package dev.longhaul.shop.productimport.rest;

import dev.longhaul.background.BackgroundTaskQueue;
import dev.longhaul.background.QueueClosedException;
import dev.longhaul.background.QueueFullException;
import dev.longhaul.request.Answer;
import dev.longhaul.request.LongRequest;
import dev.longhaul.shop.problem.Problem;
import dev.longhaul.shop.problem.QueueRefusal;
import dev.longhaul.shop.productimport.CheckedFile;
import dev.longhaul.shop.productimport.ImportCheck;
import dev.longhaul.shop.productimport.upload.UploadRefusedException;
import jakarta.json.bind.Jsonb;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.function.Function;

/** A check whose client waits for the result. Used once. */
final class WaitingCheck {

    private final ImportCheck check;
    private final LongRequest client;
    private final Jsonb json;
    private final Function<CheckedFile, ImportCheckDocument> answer;

    /** @param answer what the client is told of the result */
    WaitingCheck(ImportCheck check, LongRequest client, Jsonb json, Function<CheckedFile, ImportCheckDocument> answer) {
        this.check = check;
        this.client = client;
        this.json = json;
        this.answer = answer;
    }

    /** Runs the check on this thread and answers the client. The caller closes the check. */
    void run() {
        client.answer(waiting -> {
            try {
                return Answer.json(json.toJson(answer.apply(check.run(waiting.token()))));
            } catch (UploadRefusedException refused) {
                return problem(refused.status(), String.valueOf(refused.getMessage()));
            }
        });
    }

    /**
     * Runs the check in the queue, which closes it. If the queue refuses, the check is closed now and the client is
     * told when to try again.
     */
    void enqueueOn(BackgroundTaskQueue queue) {
        try {
            queue.enqueue("check of " + check.fileName(), stopping -> {
                try (check) {
                    run();
                }
            });
        } catch (QueueFullException full) {
            refuse(QueueRefusal.of(full).withDetail("Too many checks are running. Try again shortly."));
        } catch (QueueClosedException closed) {
            refuse(QueueRefusal.of(closed));
        }
    }

    private void refuse(QueueRefusal refusal) {
        check.close();
        client.answer(waiting -> {
            waiting.header(HttpHeaders.RETRY_AFTER, Integer.toString(refusal.retryAfterSeconds()));
            return problem(refusal.status(), refusal.detail());
        });
    }

    private static Answer problem(int status, String detail) {
        return Answer.problem(status, Problem.titleOf(status), detail);
    }
}
