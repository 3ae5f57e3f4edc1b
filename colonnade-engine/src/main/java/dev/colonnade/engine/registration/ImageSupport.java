package dev.colonnade.engine.registration;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which images a message has. Source: reference/event-framework.md, "Entity images".
///
/// @param properties names that `messagepropertyname` may have
record ImageSupport(List<String> properties, boolean hasPreImage, boolean hasPostImage) {

    /// @return `null` for a message without images
    static @Nullable ImageSupport of(String message) {
        return switch (message) {
            case "Create" -> new ImageSupport(List.of("Id", "Target", "id"), false, true);
            case "CreateMultiple" -> new ImageSupport(List.of("Ids", "Targets"), false, true);
            case "Delete" -> new ImageSupport(List.of("Target"), true, false);
            case "Update", "Assign", "Route" -> both("Target");
            case "UpdateMultiple" -> both("Targets");
            case "SetState", "SetStateDynamicEntity" -> both("EntityMoniker");
            case "Merge" -> both("Target", "SubordinateId");
            case "Send" -> both("FaxId", "EmailId", "TemplateId");
            case "DeliverIncoming", "DeliverPromote" -> both("EmailId");
            default -> null;
        };
    }

    private static ImageSupport both(String... properties) {
        return new ImageSupport(List.of(properties), true, true);
    }
}
