package dev.longhaul;

import dev.longhaul.run.RunExecution;
import dev.longhaul.run.RunHandler;
import dev.longhaul.run.RunProgress;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/** The durable work that the README shows, as it stands there; {@code MailingTest} lets the same die and go on. */
abstract class MailingExample {

    // example
    public record Mailing(String subject, List<String> recipients) {}

    @ApplicationScoped
    public class MailingHandler implements RunHandler<Mailing> {

        @Override
        public String type() {
            return "mailing";
        }

        @Override
        public Class<Mailing> requestType() {
            return Mailing.class;
        }

        @Override
        public void run(RunExecution<Mailing> mailing) throws Exception {
            List<String> recipients = mailing.request().recipients();
            long done = mailing.committed().processed();
            while (done < recipients.size() && !mailing.token().isCancellationRequested()) {
                send(mailing.request().subject(), recipients.get((int) done));
                long count = ++done;
                mailing.commitChunk(transaction ->
                        new RunProgress("sending", count, (long) recipients.size(), Map.of("sent", count)));
            }
        }
    }
    // end of example

    abstract void send(String subject, String recipient);
}
