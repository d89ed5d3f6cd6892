package dev.longhaul.shop.productimport;

import dev.longhaul.shop.catalog.write.WriteMode;
import dev.longhaul.shop.productimport.ImportOptions.PlanToFollow;
import dev.longhaul.shop.productimport.plan.ChangedProducts;
import dev.longhaul.shop.productimport.plan.Plan;
import dev.longhaul.shop.productimport.plan.PlanStore;
import dev.longhaul.shop.productimport.upload.Upload;
import dev.longhaul.shop.productimport.upload.UploadRefusedException;
import dev.longhaul.shop.reading.column.WrittenChoices;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The plan that an import follows from its start. Used once, by one thread. */
final class FollowedPlan {

    private final PlanStore plans;
    private final ImportStart start;
    private final Upload file;
    private final @Nullable PlanToFollow plan;

    FollowedPlan(PlanStore plans, ImportStart start, Upload file) {
        this.plans = plans;
        this.start = start;
        this.file = file;
        this.plan = start.options().plan();
    }

    /**
     * Requires that the check was of this file, read in this way, and that its products are as it has found them. A
     * plan that is not there may be that of the same start, sent again: {@link #take} knows.
     */
    void requirePossible() throws UploadRefusedException {
        if (plan == null) {
            return;
        }
        Optional<Plan> found = plans.find(plan.id(), start.startedBy());
        if (found.isEmpty()) {
            if (start.idempotencyKey() == null) {
                throw gone();
            }
            return;
        }
        start.withCheckedSha256(found.get().sha256()).requireChecked(file.sha256());
        if (!found.get().choices().equals(choices(file, start.options().mode()))) {
            throw new UploadRefusedException(
                    "not-the-checked",
                    412,
                    "The check was made with other choices; nothing was imported. Check the file with those of the import.");
        }
        ChangedProducts changed = plan.rejectsChanged() ? new ChangedProducts(0, List.of()) : plans.changed(plan.id());
        if (changed.count() > 0) {
            String names = String.join(", ", changed.first())
                    + (changed.count() > changed.first().size() ? ", …" : "");
            throw new UploadRefusedException(
                    "changed-since-check",
                    412,
                    "Since the check of this file, " + changed.count() + " of its products were changed or removed: "
                            + names + ". Nothing was imported. Check the file again, or leave these products out.",
                    List.of(Long.toString(changed.count()), names));
        }
    }

    /** How a file is read and what its records may do: a plan is of one such choice. */
    static String choices(Upload file, WriteMode mode) {
        return WrittenChoices.inOneLine(file.reading().choices()) + ' ' + mode.word();
    }

    /** Takes the plan for the import that is being started. */
    void take() {
        if (plan != null) {
            Plan followed = new Plan(
                    plan.id(), file.sha256(), choices(file, start.options().mode()));
            if (!plans.give(followed, start.startedBy(), file.id())) {
                throw new PlanGoneException();
            }
        }
    }

    static UploadRefusedException gone() {
        return new UploadRefusedException(
                "plan-gone",
                412,
                "The plan of this check is no longer kept, or an import has followed it already. Nothing was imported."
                        + " Check the file again.");
    }

    /** Rolls the start back. */
    static final class PlanGoneException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        PlanGoneException() {
            super("the plan is not there", null, false, false);
        }
    }
}
