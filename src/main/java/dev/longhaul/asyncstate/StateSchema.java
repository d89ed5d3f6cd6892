package dev.longhaul.asyncstate;

import dev.longhaul.cluster.EntryFormat;
import org.infinispan.protostream.GeneratedSchema;
import org.infinispan.protostream.annotations.ProtoSchema;

/** The wire format of what this package keeps in the cluster. Its code is generated when the project is compiled. */
@ProtoSchema(
        className = "GeneratedStateSchema",
        includeClasses = {StateEnvelope.class, CancelEnvelope.class, UpdateEnvelope.class},
        schemaPackageName = "longhaul.state",
        schemaFileName = "longhaul-state.proto",
        schemaFilePath = "dev/longhaul/asyncstate",
        service = false)
interface StateSchema extends GeneratedSchema, EntryFormat {}
